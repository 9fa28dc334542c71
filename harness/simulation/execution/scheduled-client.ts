import type { Json } from '../../../results/types.ts';
import { API_NAMES, type AuthClient } from '../../amplify/client/auth-client.ts';
import type { CallPort } from '../world/call-port.ts';

/** A client whose calls start when the strategy says so, on behalf of `actor`. */
export function scheduledClient(
  client: AuthClient,
  calls: CallPort,
  actor: string,
  realm: string,
): AuthClient {
  const scheduled: Partial<Record<keyof AuthClient, (...args: Json[]) => Promise<unknown>>> = {};
  for (const api of API_NAMES) {
    const invoke = client[api] as (...args: Json[]) => Promise<unknown>;
    scheduled[api] = (...given) => {
      // As they are now: the call starts later, and the program may share them with others.
      const args = structuredClone(given);
      const shown = (): string =>
        api === 'signIn' ? '…' : args.map((arg) => JSON.stringify(arg)).join(', ');
      return calls.perform(actor, realm, api, shown, () => invoke(...args));
    };
  }
  return scheduled as unknown as AuthClient;
}

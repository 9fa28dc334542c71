import { API_NAMES, type AuthClient } from '../../amplify/client/auth-client.ts';
import type { PageLocks } from '../world/lock-port.ts';

/** What the code that an app puts around Amplify has of its platform. */
export interface AppGlobals {
  /** Of a page; a native app has none. */
  readonly locks: PageLocks | undefined;
}

/**
 * Puts code of an app around Amplify's client, anew whenever a realm starts. It may keep what it likes in variables of
 * its own and reach nothing but what it is handed.
 */
export type Wrap = (client: AuthClient, globals: AppGlobals) => AuthClient;

/** What a step touches in which code around a realm's client may run. */
export function wrapperOf(realm: string): string {
  return `wrapper:${realm}`;
}

/**
 * A client with an app's code around it. What that code keeps is not followed place by place: all of it is one
 * location, which each step writes in which the code may run. That is where a call comes in, where a call that it has
 * made settles, and where it is granted a lock; whatever else it awaits follows from these in the same step.
 * @param onRun called whenever the code may run
 */
export function wrapClient(
  client: AuthClient,
  { locks }: AppGlobals,
  { wrap, onRun }: { readonly wrap: Wrap; readonly onRun: () => void },
): AuthClient {
  return everyCall(wrap(everyCall(client, onRun), { locks: locks && noting(locks, onRun) }), onRun);
}

/** The same client, with word of each call that is made of it and of its end. */
function everyCall(client: AuthClient, onRun: () => void): AuthClient {
  const noted = API_NAMES.map((api) => {
    const call = client[api] as (...args: unknown[]) => Promise<unknown>;
    return [
      api,
      (...args: unknown[]) => {
        onRun();
        return call(...args).finally(onRun);
      },
    ];
  });
  return Object.fromEntries(noted) as AuthClient;
}

function noting({ request }: PageLocks, onRun: () => void): PageLocks {
  return {
    request: (name: string, ...more: readonly unknown[]) => {
      const whileHeld = more.at(-1) as (lock: unknown) => unknown;
      const noted = (lock: unknown): unknown => {
        onRun();
        return whileHeld(lock);
      };
      return (request as (...args: unknown[]) => Promise<unknown>)(name, ...more.slice(0, -1), noted);
    },
  } as PageLocks;
}

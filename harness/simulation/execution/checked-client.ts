import { suggestion } from '../../../host/nearest.ts';
import { API_NAMES, type AuthClient } from '../../amplify/client/auth-client.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { scenarioPosition } from '../scenario/scenario-position.ts';
import { mistakesInCall } from '../scenario/schema/call-arguments.ts';

export interface CheckedClientOptions {
  readonly actor: string;
  /** Whether the app has an identity pool, so that it can ask for AWS credentials. */
  readonly hasIdentityPool: boolean;
  /** Receives the mistake, because the code may catch the rejection itself. */
  readonly onMisuse: (error: ScenarioError) => void;
}

/** A client for a program that is code. It refuses invalid calls, like those of a program that is data. */
export function checkedClient(client: AuthClient, options: CheckedClientOptions): AuthClient {
  const { actor, hasIdentityPool, onMisuse } = options;
  const refuse = (what: string): never => {
    const error = new ScenarioError(`the program of actor ${actor} ${what}`);
    const position = scenarioPosition(error);
    const placed = position === undefined ? error : new ScenarioError(`${error.message} (${position})`);
    onMisuse(placed);
    throw placed;
  };
  const checked = API_NAMES.map((api) => [
    api,
    (...args: unknown[]): unknown => {
      const mistakes = mistakesInCall(api, args, { hasIdentityPool, place: api });
      if (mistakes.length > 0) {
        const what = mistakes.map(({ place, message }) => `${place}: ${message}`).join('; ');
        refuse(`makes an invalid call: ${what}`);
      }
      return (client[api] as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  return new Proxy(Object.fromEntries(checked) as AuthClient, {
    get(target, key, receiver) {
      if (typeof key === 'string' && !(key in target) && !ASKED_OF_ALL.has(key)) {
        refuse(
          `uses "${key}", which is not a call.${suggestion(key, API_NAMES)} Calls: ${API_NAMES.join(', ')}`,
        );
      }
      return Reflect.get(target, key, receiver);
    },
  });
}

/** Properties that JavaScript itself reads from any object. */
const ASKED_OF_ALL: ReadonlySet<string> = new Set(['then', 'toJSON']);

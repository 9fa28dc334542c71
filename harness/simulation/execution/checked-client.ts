import { suggestion } from '../../../host/nearest.ts';
import { API_NAMES, type ApiName, type AuthClient } from '../../amplify/client/auth-client.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { scenarioPosition } from '../scenario/scenario-position.ts';

type Argument<Api extends ApiName> = NonNullable<Parameters<AuthClient[Api]>[0]>;

/** By API the fields of its argument, and whether a call must have them. */
const FIELDS: { readonly [Api in ApiName]: Readonly<Record<keyof Argument<Api>, 'needed' | 'optional'>> } = {
  fetchAuthSession: { forceRefresh: 'optional' },
  getCurrentUser: {} as never,
  fetchCredentials: {} as never,
  configure: {} as never,
  signIn: { username: 'needed', password: 'needed' },
  signOut: { global: 'optional' },
};

export interface CheckedClientOptions {
  readonly actor: string;
  /** Whether the app has one, so that it can ask for AWS credentials. */
  readonly hasIdentityPool: boolean;
  /** Takes what is wrong: the code may catch what it is told itself. */
  readonly onMisuse: (error: ScenarioError) => void;
}

/** A client for a program that is code. It refuses what there is not, where a program that is data has a schema. */
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
      const wrong = wrongWith(api, args, hasIdentityPool);
      if (wrong !== undefined) refuse(wrong);
      return (client[api] as (...args: unknown[]) => unknown)(...args);
    },
  ]);
  return new Proxy(Object.fromEntries(checked) as AuthClient, {
    get(target, key, receiver) {
      if (typeof key === 'string' && !(key in target) && !ASKED_OF_ALL.has(key)) {
        refuse(
          `asks for "${key}", which is no call.${suggestion(key, API_NAMES)} Calls: ${API_NAMES.join(', ')}`,
        );
      }
      return Reflect.get(target, key, receiver);
    },
  });
}

/** What JavaScript itself asks of any object. */
const ASKED_OF_ALL: ReadonlySet<string> = new Set(['then', 'toJSON']);

function wrongWith(api: ApiName, args: readonly unknown[], hasIdentityPool: boolean): string | undefined {
  if (api === 'fetchCredentials' && !hasIdentityPool) {
    return 'calls fetchCredentials, and the app has no identity pool; set start().app.identityPool to true';
  }
  const fields: Readonly<Record<string, 'needed' | 'optional'>> = FIELDS[api];
  const names = Object.keys(fields);
  const [argument] = args;
  const given = typeof argument === 'object' && argument !== null ? argument : {};
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const known = names.length > 0 ? `It takes ${names.join(', ')}` : 'It takes nothing';
    return `calls ${api} with "${unknown}".${suggestion(unknown, names)} ${known}`;
  }
  const missing = names.find((name) => fields[name] === 'needed' && !(name in given));
  return missing === undefined ? undefined : `calls ${api} without "${missing}"`;
}

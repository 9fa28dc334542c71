import type { AuthClient } from '../amplify/client/auth-client.ts';
import type { Release } from '../amplify/releases/release.ts';
import { defaultChoice } from '../exploration/strategies/replay.ts';
import type { Executed } from './execution/execute.ts';
import type { Strategy } from './execution/strategy.ts';
import type { Subject } from './execution/subject.ts';
import { digest } from './execution/words.ts';
import type { Invariant, OwnInvariant } from './invariants/invariant.ts';
import { type ActorProgram, defineScenario, type Start } from './scenario/scenario.ts';

/** A release whose four calls are written in a test. */
export interface TinyCalls {
  readonly fetchAuthSession?: string;
  readonly getCurrentUser?: string;
  readonly signIn?: string;
  readonly signOut?: string;
  /** Code outside the calls, for variables that they share. */
  readonly shared?: string;
}

/** As Amplify 6 says it. */
export const NOBODY_IS_SIGNED_IN =
  "throw Object.assign(new Error('nobody'), { name: 'UserUnAuthenticatedException' });";

/**
 * A release that boots like Amplify 6 and whose calls are the given JavaScript function bodies. They see `storage`
 * (a key-value store), `emit` (dispatches a Hub event), `post` (sends an operation to the user pool) and the
 * globals of the realm. `signOut` dispatches its event itself.
 */
export function tinyRelease(calls: TinyCalls = {}): Release {
  const body = (name: Exclude<keyof TinyCalls, 'shared' | 'signOut'>, otherwise: string): string =>
    `async ${name}(input) { ${calls[name] ?? otherwise} },`;
  const code = `
    let storage;
    let tell = () => {};
    const emit = (event) => tell({ payload: { event } });
    const post = (operation, input = {}) => fetch('https://cognito-idp.us-east-1.amazonaws.com/', {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.' + operation },
      body: JSON.stringify(input),
    });
    ${calls.shared ?? ''}
    return {
      Amplify: { configure() {} },
      cognitoUserPoolsTokenProvider: { setKeyValueStorage(given) { storage = given; } },
      Hub: { listen(channel, listener) { tell = listener; } },
      auth: {
        ${body('fetchAuthSession', 'return {};')}
        ${body('getCurrentUser', NOBODY_IS_SIGNED_IN)}
        ${body('signIn', 'return { isSignedIn: true };')}
        async signOut(input) {
          const result = await (async () => { ${calls.signOut ?? ''} })();
          emit('signedOut');
          return result;
        },
      },
    };`;
  return {
    spec: 'tiny',
    version: '6.0.0',
    major: 6,
    flavour: 'any',
    label: 'tiny (6.0.0)',
    packages: {},
    bundle: {
      code,
      hash: digest(code),
      sourceMap: () => ({ version: 3, sources: [], names: [], mappings: '' }),
    },
  };
}

export interface TinySubject {
  readonly calls?: TinyCalls;
  readonly program: readonly ActorProgram[];
  readonly start?: Partial<Start>;
  readonly invariants?: readonly OwnInvariant[];
  readonly seed?: number;
}

/** A scenario with one realm (`app`) on one device (`phone`) where nobody is signed in, on a {@link tinyRelease}. */
export function tinySubject({ calls = {}, program, start = {}, invariants, seed = 1 }: TinySubject): Subject {
  const scenario = defineScenario({
    name: 'tiny',
    title: 'A scenario for tests',
    description: 'A scenario for tests.',
    options: {},
    start: () => ({
      users: [{ username: 'alice', password: 'Correct-Horse-1' }],
      devices: { phone: { storage: 'fifo' } },
      realms: { app: { device: 'phone', platform: 'react-native' } },
      ...start,
    }),
    program: () => program,
    ...(invariants && { invariants }),
  });
  return { release: tinyRelease(calls), scenario, options: {}, program: () => program, seed };
}

/** An actor that makes calls one after the other. */
export function actor(name: string, ...apis: (keyof AuthClient)[]): ActorProgram {
  return { actor: name, realm: 'app', calls: apis.map((api) => ({ api })) };
}

/** Takes the default choice at every step. */
export function plainStrategy(): Strategy {
  return { name: 'plain', begin: () => true, pick: defaultChoice, end() {} };
}

/** Ids of the steps taken. */
export function idsOf({ steps }: Pick<Executed, 'steps'>): string[] {
  return steps.map(({ id }) => id);
}

/**
 * Two increments of a counter that each read before they write: an update is lost if the second reads before the
 * first has written.
 */
export const COUNTER: TinyCalls = {
  signOut: `
    const value = Number((await storage.getItem('counter')) ?? 0);
    await storage.setItem('counter', String(value + 1));`,
};

/** Breaks when fewer increments are stored than calls returned. */
export const noLostUpdate: Invariant = {
  name: 'no-lost-update',
  statement: 'The counter counts every call.',
  check(execution) {
    const returned = execution.calls.filter(
      ({ api, status }) => api === 'signOut' && status === 'resolved',
    ).length;
    const counted = Number(execution.devices.get('phone')?.data.get('counter') ?? 0);
    return counted < returned
      ? { symptom: 'an update is lost', message: `${returned - counted} lost` }
      : undefined;
  },
};

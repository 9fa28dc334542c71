import { compileFunction } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../../results/types.ts';
import type { AuthClient, UserResult } from '../../amplify/client/auth-client.ts';
import { exhaustiveStrategy } from '../../exploration/strategies/exhaustive.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { actor, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { ActorProgram, Start } from '../../simulation/scenario/scenario.ts';
import { ScenarioError } from '../../simulation/scenario/scenario-error.ts';
import { check } from './check.ts';

function code(run: (auth: AuthClient) => unknown, name = 'A'): ActorProgram {
  return { actor: name, realm: 'app', run: run as (auth: AuthClient) => Promise<unknown> };
}

function checkOf(
  program: readonly ActorProgram[],
  { calls = {}, start = {} }: { readonly calls?: TinyCalls; readonly start?: Partial<Start> } = {},
): Promise<Result> {
  const subject = tinySubject({ calls, start, program });
  return check(subject, { strategy: randomStrategy(1), budget: { runs: 40 } });
}

async function refusalOf(...program: readonly ActorProgram[]): Promise<string> {
  const refused = await checkOf(program).then(
    ({ verdict }) => verdict,
    (error: unknown) => error,
  );
  if (!(refused instanceof ScenarioError)) throw new Error(`it was not refused: ${refused}`);
  return refused.message;
}

test.each<[string, (auth: AuthClient) => unknown, RegExp]>([
  [
    'throws',
    async () => {
      throw new Error('a bug');
    },
    /the program of actor A throws Error: a bug/,
  ],
  [
    'throws after a call',
    async (auth) => {
      await auth.getCurrentUser();
      throw new RangeError('a bug');
    },
    /throws RangeError: a bug/,
  ],
  [
    'throws before it is a promise',
    () => {
      throw new Error('a bug');
    },
    /throws Error: a bug/,
  ],
  [
    'reads what nobody returns',
    async (auth) => ((await auth.getCurrentUser()) as unknown as { deep: { er: number } }).deep.er,
    /throws TypeError: Cannot read properties of undefined \(reading 'er'\)/,
  ],
  ['throws no error', () => Promise.reject('text'), /throws something that is not an error: text/],
  [
    'calls what there is not',
    (auth) => (auth as unknown as { fetchAuthSesion(): Promise<void> }).fetchAuthSesion(),
    /actor A uses "fetchAuthSesion", which is not a call. Did you mean "fetchAuthSession"\?/,
  ],
  [
    'calls what there is not and catches that',
    async (auth) => {
      try {
        await (auth as unknown as { logout(): Promise<void> }).logout();
      } catch {}
    },
    /actor A uses "logout", which is not a call/,
  ],
  [
    'signs in with nothing',
    (auth) => auth.signIn(undefined as never),
    /actor A makes an invalid call: signIn.args\[0\]: is missing/,
  ],
  [
    'signs in without a password',
    (auth) => auth.signIn({ username: 'alice' } as never),
    /signIn.args\[0\].password: is missing/,
  ],
  [
    'passes an unknown argument',
    (auth) => auth.fetchAuthSession({ forceRefrsh: true } as never),
    /fetchAuthSession.args\[0\].forceRefrsh: no such key, did you mean "forceRefresh"\?/,
  ],
  [
    'passes what is no object',
    (auth) => auth.fetchAuthSession(true as never),
    /fetchAuthSession.args\[0\]: true is not accepted; expected an object/,
  ],
  [
    'passes a value of another type',
    (auth) => auth.fetchAuthSession({ forceRefresh: 'false' } as never),
    /fetchAuthSession.args\[0\].forceRefresh: "false" is not accepted; expected true or false/,
  ],
  [
    'signs in as nobody',
    (auth) => auth.signIn({ username: undefined, password: 'x' } as never),
    /signIn.args\[0\].username: is missing; expected a text/,
  ],
  [
    'passes more than is taken',
    (auth) => (auth.signOut as (...args: unknown[]) => Promise<void>)({}, {}),
    /signOut.args: has 2 arguments; signOut takes at most 1/,
  ],
  [
    'is a generator',
    function* (auth) {
      yield auth.getCurrentUser();
    },
    /the program of actor A returns an iterator, whose code nobody runs.\n.*async function instead of a generator/,
  ],
  [
    'is an async generator',
    async function* (auth) {
      yield await auth.getCurrentUser();
    },
    /the program of actor A returns an iterator/,
  ],
  [
    'returns a call that it does not make',
    (auth) => auth.getCurrentUser,
    /the program of actor A returns a function.*, which nobody calls.\n {2}Call it in `run`/,
  ],
  [
    'promises a function',
    async (auth) => () => auth.getCurrentUser(),
    /the program of actor A returns a function, which nobody calls/,
  ],
  [
    'asks for AWS credentials',
    (auth) => auth.fetchCredentials(),
    /fetchCredentials asks for AWS credentials, and the app has no identity pool/,
  ],
])('code that %s, whatever happens, is refused', async (_, run, message) => {
  expect(await refusalOf(code(run))).toMatch(message);
});

test('so it is where another actor is fine', async () => {
  const broken = code(async () => JSON.parse('{'), 'B');

  expect(await refusalOf(actor('A', 'getCurrentUser'), broken)).toMatch(/actor B throws SyntaxError/);
});

/** A release on which nobody is signed in any more once signOut has been called. */
const SIGN_OUT: TinyCalls = {
  shared: `
    let isSignedIn = true;
    class UserUnAuthenticatedException extends Error { name = 'UserUnAuthenticatedException'; }`,
  signOut: "isSignedIn = false; await storage.setItem('x', 'y');",
  getCurrentUser: `
    await storage.getItem('x');
    if (!isSignedIn) throw new UserUnAuthenticatedException();
    return { username: 'alice' };`,
};
const readsName = code(async (auth) => {
  const { username } = (await auth.getCurrentUser()) as Required<UserResult>;
  return username.slice(1);
});

test('code that crashes in some orders is a finding, with actor and error', async () => {
  const { verdict, findings } = await checkOf([readsName, actor('B', 'signOut')], { calls: SIGN_OUT });

  expect(verdict).toBe('fails');
  expect(findings).toMatchObject([
    {
      invariant: 'app-does-not-crash',
      message:
        "the program of A crashes with TypeError: Cannot read properties of undefined (reading 'slice')",
    },
  ]);
});

test('code that stops at a failed call, or passes its error on, does not crash', async () => {
  const calls: TinyCalls = { signOut: "throw new TypeError('refused');" };
  const programs: ((auth: AuthClient) => Promise<unknown>)[] = [
    (auth) => auth.signOut(),
    (auth) => Promise.all([auth.signOut(), auth.getCurrentUser()]),
    (auth) => Promise.any([auth.signOut(), auth.signOut()]),
    (auth) =>
      auth.signOut().catch((cause) => {
        throw new Error('cannot sign out', { cause });
      }),
  ];

  for (const run of programs) {
    const { findings } = await checkOf([code(run)], { calls });
    expect(findings.filter(({ invariant }) => invariant === 'app-does-not-crash')).toEqual([]);
  }
});

test('code that returns no promise is fine', async () => {
  await expect(checkOf([code((auth) => void auth.getCurrentUser())])).resolves.toMatchObject({
    failing: 0,
  });
});

/** A program in a file of an app: the engine is no place where an app makes mistakes. */
function inFileOfApp(source: string, name = 'A'): ActorProgram {
  const run = compileFunction(`return ${source};`, [], { filename: '/app/race.mjs' })() as () => unknown;
  return code(run, name);
}

describe('in a promise that the program neither awaits nor returns', () => {
  test.each([
    ['of a function', 'async (auth) => void (async () => { null.x; })()'],
    ['of a call', 'async (auth) => void auth.getCurrentUser().then((user) => user.deep.er)'],
  ])('%s, an error that comes whatever happens is refused', async (_, source) => {
    const refusal = await refusalOf(actor('A', 'getCurrentUser'), inFileOfApp(source, 'B'));

    expect(refusal).toMatch(/the program of actor B throws TypeError: Cannot read .* \(\/app\/race.mjs:1\)/);
    expect(refusal).toContain('The error is in a promise that the program neither awaits nor returns.');
  });

  test('one that comes in some orders is a finding, with actor and error', async () => {
    const readsName = 'async (auth) => void auth.getCurrentUser().then(({ username }) => username.slice(1))';
    const program = [inFileOfApp(readsName), actor('B', 'signOut')];

    const { findings } = await checkOf(program, { calls: SIGN_OUT });

    expect(findings).toMatchObject([
      {
        invariant: 'app-does-not-crash',
        message:
          "the program of A crashes with TypeError: Cannot read properties of undefined (reading 'slice')" +
          ', in a promise that it does not return',
      },
    ]);
  });

  test('what a call was rejected with is no mistake of the program, and says of which call it is', async () => {
    const calls: TinyCalls = { signOut: "throw new TypeError('refused');" };
    const run = inFileOfApp('async (auth) => void auth.signOut().then(() => auth.getCurrentUser())');

    const { findings } = await checkOf([run], { calls });

    expect(findings).toMatchObject([
      {
        invariant: 'no-unhandled-rejection',
        message: 'nobody handles a rejection (TypeError): the error of signOut of A',
      },
    ]);
  });
});

/** Two actors that share one call, which fails. */
function sharing(share: (call: () => Promise<unknown>) => Promise<unknown>): ActorProgram[] {
  return ['A', 'B'].map((name) => code((auth) => share(() => auth.getCurrentUser()), name));
}

test.each<[string, () => ActorProgram[]]>([
  [
    'as single flight does',
    () => {
      let flight: Promise<unknown> | undefined;
      return sharing((call) => {
        flight ??= call().finally(() => {
          flight = undefined;
        });
        return flight;
      });
    },
  ],
  [
    'as a mutex does that does not recover',
    () => {
      let last: Promise<unknown> = Promise.resolve();
      return sharing((call) => {
        last = last.then(call);
        return last;
      });
    },
  ],
])("the error of another actor's call is Amplify's, %s", async (_, program) => {
  const calls = { getCurrentUser: "await storage.getItem('key'); throw new Error('offline');" };
  const whole = { ...tinySubject({ calls, program: program() }), program };

  const { failing, reason } = await check(whole, { strategy: exhaustiveStrategy(), budget: {} });

  expect([failing, reason]).toEqual([0, expect.stringContaining('nothing judged')]);
});

import { describe, expect, test } from 'vitest';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { execute } from '../../simulation/execution/execute.ts';
import { actor, COUNTER, plainStrategy, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { ActorProgram } from '../../simulation/scenario/scenario.ts';
import { describeInterleaving } from './interleaving.ts';

const NO_FRAMES = (): [] => [];
const A = actor('A', 'signOut');
const B = actor('B', 'signOut');

async function describeRun(
  calls: TinyCalls,
  program: readonly ActorProgram[],
  { schedule = [] as string[], racing = [] as string[], preemptions = [] as string[] } = {},
) {
  const executed = await execute(tinySubject({ calls, program }), replayStrategy(schedule), {
    observed: true,
    stacks: true,
  });
  return describeInterleaving(executed, NO_FRAMES, {
    racing: new Set(racing),
    preemptions: new Set(preemptions),
  });
}

const texts = ({ rows }: { rows: readonly { actor: string; text: string }[] }): string[] =>
  rows.map(({ actor, text }) => `${actor} ${text}`);

describe('an interleaving', () => {
  test('has one row for an effect and the completion that follows at once', async () => {
    const interleaving = await describeRun(COUNTER, [A]);

    expect(texts(interleaving)).toEqual([
      'A calls signOut()',
      'A read "counter" -> nothing',
      'A write "counter" = "1"',
      'A signOut returns',
    ]);
    expect(interleaving.rows.map(({ ids }) => ids)).toEqual([['A'], ['A:1', 'A:2'], ['A:3', 'A:4'], []]);
  });

  test('has two rows for them where something comes between', async () => {
    const interleaving = await describeRun(COUNTER, [A, B], { schedule: ['A', 'A:1', 'B', 'A:2'] });

    expect(texts(interleaving).slice(0, 4)).toEqual([
      'A calls signOut()',
      'A read "counter" -> nothing',
      'B calls signOut()',
      'A read "counter" -> nothing done',
    ]);
  });

  test('mentions what befalls the app', async () => {
    const executed = await execute(
      tinySubject({ calls: COUNTER, program: [A], start: { faults: { suspensions: ['app'], max: 1 } } }),
      replayStrategy(['suspended-app', 'suspended-app:1']),
      { observed: true, stacks: true },
    );

    const { rows } = describeInterleaving(executed, NO_FRAMES, { preemptions: new Set() });

    expect(rows.filter(({ mentioned }) => mentioned).map(({ text }) => text)).toEqual([
      'app is suspended',
      'app runs again',
    ]);
  });

  test('has one row for a request that is answered at once, which says how', async () => {
    const interleaving = await describeRun({ signOut: "await post('GetUser');" }, [A]);

    expect(texts(interleaving)).toEqual([
      'A calls signOut()',
      'A GetUser refused: NotAuthorizedException',
      'A signOut returns',
    ]);
  });

  test.each<[string, TinyCalls, Parameters<typeof actor>[1], string]>([
    ['a failure', { signOut: "throw new RangeError('alice');" }, 'signOut', 'signOut fails: RangeError'],
    [
      'a failure that is not an Error',
      { signOut: "throw 'alice';" },
      'signOut',
      'signOut fails: something that is not an Error',
    ],
    [
      'nobody signed in',
      { fetchAuthSession: 'return {};' },
      'fetchAuthSession',
      'fetchAuthSession returns: signed out',
    ],
    [
      'somebody signed in',
      { getCurrentUser: "return { username: 'alice' };" },
      'getCurrentUser',
      'getCurrentUser returns: signed in',
    ],
  ])('says of %s what the app is told, without secrets', async (_, calls, api, expected) => {
    const { rows } = await describeRun(calls, [actor('A', api)]);

    expect(rows.at(-1)?.text).toBe(expected);
  });

  test('says which access token a session came with', async () => {
    const calls = {
      fetchAuthSession: `
        const token = await storage.getItem('CognitoIdentityServiceProvider.1example23456789.alice.accessToken');
        return { tokens: { accessToken: { toString: () => token } } };`,
    };
    const start = {
      devices: { phone: { storage: 'sync', signedIn: { username: 'alice', tokens: 'valid' } } },
    } as const;
    const subject = tinySubject({ calls, program: [actor('A', 'fetchAuthSession')], start });
    const executed = await execute(subject, plainStrategy(), { observed: true, stacks: true });

    const { rows } = describeInterleaving(executed, NO_FRAMES, { preemptions: new Set() });

    expect(rows.at(-1)?.text).toBe('fetchAuthSession returns: signed in with access#1');
  });

  test('says where a call returned: after the step in which it did', async () => {
    const interleaving = await describeRun(COUNTER, [A, B]);

    expect(texts(interleaving).indexOf('A signOut returns')).toBe(3);
    expect(texts(interleaving).at(-1)).toBe('B signOut returns');
  });

  test('has no row for the return of a call that hangs', async () => {
    const interleaving = await describeRun({ signOut: 'await new Promise(() => {});' }, [A]);

    expect(texts(interleaving)).toEqual(['A calls signOut()']);
  });

  test('names its actors in order', async () => {
    const { actors } = await describeRun(COUNTER, [B, A]);

    expect(actors).toEqual(['A', 'B']);
  });

  test('marks the rows of racing steps and of preemptions', async () => {
    const { rows } = await describeRun(COUNTER, [A, B], { racing: ['A:2', 'B:3'], preemptions: ['B'] });

    expect(rows.filter(({ racing }) => racing).map(({ ids }) => ids[0])).toEqual(['A:1', 'B:3']);
    expect(rows.filter(({ contextSwitch }) => contextSwitch).map(({ ids }) => ids[0])).toEqual(['B']);
  });

  test('gives a row the innermost source position of the code that issued its step', async () => {
    const executed = await execute(tinySubject({ calls: COUNTER, program: [A] }), plainStrategy(), {
      observed: true,
      stacks: true,
    });
    const [inner, outer] = ['inner.ts', 'outer.ts'].map((file) => ({ file, line: 1, column: 1 }));

    const { rows } = describeInterleaving(
      executed,
      (stack) => (stack && inner && outer ? [inner, outer] : []),
      { preemptions: new Set() },
    );

    expect(rows.map(({ at }) => at?.file)).toEqual([undefined, 'inner.ts', 'inner.ts', undefined]);
  });
});

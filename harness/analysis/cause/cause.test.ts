import { describe, expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { actor, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { ActorProgram, Start } from '../../simulation/scenario/scenario.ts';
import { causeOf, type Found } from './cause.ts';

const CALLS: TinyCalls = {
  fetchAuthSession: "await storage.getItem('x'); await post('GetTokensFromRefreshToken'); return {};",
  getCurrentUser: "await storage.getItem('x'); return { username: 'nobody' };",
  signOut: "await storage.setItem('x', '1');",
};

interface Run {
  readonly calls?: TinyCalls;
  readonly start?: Partial<Start>;
  /** The first steps; both calls start at once by default. */
  readonly order?: readonly string[];
}

function ran(
  program: ActorProgram[],
  { calls = CALLS, start = {}, order = ['A', 'B'] }: Run = {},
): Promise<Executed> {
  return execute(tinySubject({ calls, program, start }), replayStrategy([...order]), { observed: true });
}

/** The first effect of an actor. */
function effectOf(executed: Executed, actorName: string): string {
  const step = executed.steps.find(({ actor: name, kind }) => name === actorName && kind === 'effect');
  if (!step) throw new Error(`no effect of ${actorName}`);
  return step.id;
}

function causeIn(executed: Executed, found: Partial<Found> = {}): string {
  const nothing = { invariant: 'session-survives', race: undefined, takesRotation: false, at: stacks({}) };
  return causeOf(executed, { ...nothing, ...found });
}

/** A race of pairs of steps, by their ids. */
function raceOf(...pairs: readonly (readonly [string, string])[]): NonNullable<Found['race']> {
  return { reversals: pairs.map(([first, second]) => ({ first, second, sentence: '' })) };
}

/** @param functions by id of a step, those on its stack, innermost first */
function stacks(functions: Readonly<Record<string, readonly string[]>>): Found['at'] {
  return ({ id }) =>
    (functions[id] ?? []).map((name) => ({ file: 'a.ts', line: 1, column: 1, function: name }));
}

/** The cause of an execution in which the first effects of A and B race. */
async function causeOfRace(
  program: ActorProgram[],
  functionsOfB: readonly string[] = [],
  run: Run = {},
): Promise<string> {
  const executed = await ran(program, run);
  const [one, other] = [effectOf(executed, 'A'), effectOf(executed, 'B')];
  return causeIn(executed, { race: raceOf([one, other]), at: stacks({ [other]: functionsOfB }) });
}

describe('a race', () => {
  test('is called after the paths that race, in no particular order', async () => {
    const one = await causeOfRace([actor('A', 'signOut'), actor('B', 'fetchAuthSession')]);
    const other = await causeOfRace([actor('A', 'fetchAuthSession'), actor('B', 'signOut')]);

    expect([one, other]).toEqual(['getTokens+signOut', 'getTokens+signOut']);
  });

  test('is the same for calls that take the same path', async () => {
    expect(await causeOfRace([actor('A', 'signOut'), actor('B', 'fetchCredentials')])).toBe(
      'getTokens+signOut',
    );
  });

  test('goes by the function that acts, whichever call it acts for', async () => {
    const program = [actor('A', 'signOut'), actor('B', 'signOut')];

    expect(await causeOfRace(program, ['TokenOrchestrator.refreshTokens'])).toBe('getTokens+signOut');
  });

  test('is the last of those that have to be turned round: any is enough for it to show', async () => {
    const program = [actor('A', 'signOut'), actor('B', 'fetchAuthSession'), actor('C', 'signOut')];
    const executed = await ran(program, { order: ['A', 'B', 'C'] });
    const [a, b, c] = ['A', 'B', 'C'].map((name) => effectOf(executed, name)) as [string, string, string];

    expect(
      causeIn(executed, {
        race: raceOf([a, c], [a, b]),
      }),
    ).toBe('getTokens+signOut');
    expect(
      causeIn(executed, {
        race: raceOf([a, b], [a, c]),
      }),
    ).toBe('signOut+signOut');
  });

  test('is another where a call only reads than where it goes on to refresh or store', async () => {
    const reading = await causeOfRace([actor('A', 'signOut'), actor('B', 'getCurrentUser')]);
    const refreshing = await causeOfRace([actor('A', 'signOut'), actor('B', 'fetchAuthSession')]);

    expect([reading, refreshing]).toEqual(['loadTokens+signOut', 'getTokens+signOut']);
  });

  test('is another where AWS credentials are fetched', async () => {
    const program = [actor('A', 'signOut'), actor('B', 'fetchAuthSession')];

    expect(await causeOfRace(program, ['getCredentialsAndIdentityId'])).toBe('getCredentials+signOut');
  });

  test('is to read, for a call that fetches AWS credentials too, where it is what it reads that races', async () => {
    const calls = {
      ...CALLS,
      fetchAuthSession: "await storage.getItem('x'); await post('GetId'); return {};",
    };
    const program = [actor('A', 'signOut'), actor('B', 'fetchCredentials')];

    expect(await causeOfRace(program, ['TokenOrchestrator.getTokens'], { calls })).toBe('loadTokens+signOut');
    expect(await causeOfRace(program, [], { calls })).toBe('getCredentials+signOut');
  });

  test('is that of the call for a function that it shares with others, such as one that only reads', async () => {
    const program = [actor('A', 'fetchAuthSession'), actor('B', 'signOut')];

    expect(await causeOfRace(program, ['TokenOrchestrator.getTokens'])).toBe('getTokens+signOut');
  });

  test('is another where it takes that refresh tokens are replaced', async () => {
    const executed = await ran([actor('A', 'fetchAuthSession'), actor('B', 'fetchAuthSession')]);
    const race = raceOf([effectOf(executed, 'A'), effectOf(executed, 'B')]);

    expect([false, true].map((takesRotation) => causeIn(executed, { race, takesRotation }))).toEqual([
      'getTokens+getTokens',
      'getTokens+getTokens/rotation',
    ]);
  });

  test('is the same where that only made a refresh fail, on a path that races with another', async () => {
    const executed = await ran([actor('A', 'fetchAuthSession'), actor('B', 'signOut')]);
    const race = raceOf([effectOf(executed, 'A'), effectOf(executed, 'B')]);

    expect(causeIn(executed, { race, takesRotation: true })).toBe('getTokens+signOut');
  });

  test('is none between calls of which one is over before the other begins', async () => {
    const program = [actor('A', 'configure'), actor('B', 'signOut'), actor('C', 'fetchAuthSession')];
    const executed = await ran(program, { order: ['B', 'B:1', 'B:2', 'A', 'C'] });
    const race = raceOf([effectOf(executed, 'B'), effectOf(executed, 'C')]);

    expect(causeIn(executed, { race })).toBe('configure');
  });
});

describe('what a page does by itself', () => {
  const web = {
    devices: { phone: { storage: 'local-storage' } },
    realms: {
      app: { device: 'phone', platform: 'web', kill: { callsAfterRestart: [] } },
      other: { device: 'phone', platform: 'web' },
    },
  } as const;
  const completing = ['DefaultOAuthStore.clearOAuthInflightData', 'attemptCompleteOAuthFlow'];

  async function reloadedBesideSignOut(functions: readonly string[]): Promise<string> {
    const program = [actor('A', 'getCurrentUser'), { ...actor('B', 'signOut'), realm: 'other' }];
    const executed = await ran(program, { start: web, order: ['kill-app', 'B'] });
    const [kill, call] = [...executed.steps].filter(({ id }) => id === 'kill-app' || id === 'B');
    if (!kill || !call) throw new Error('no reload');
    const at = stacks({ [kill.id]: functions, [call.id]: ['signOut'] });
    return causeIn(executed, { race: raceOf([kill.id, call.id]), at });
  }

  test('is named by its code where that races', async () => {
    expect(await reloadedBesideSignOut(completing)).toBe('completeOAuthFlow+signOut');
  });

  test('is that it died where none of its code is known to race', async () => {
    expect(await reloadedBesideSignOut([])).toMatch(/killed$/);
  });
});

describe('work that is not awaited', () => {
  const calls = { ...CALLS, signOut: "storage.setItem('x', '1');" };
  const program = [actor('A', 'signOut'), actor('B', 'getCurrentUser')];

  test('is the cause where it races with a call that began when its own had settled', async () => {
    const executed = await ran(program, { calls });
    const race = raceOf([effectOf(executed, 'A'), effectOf(executed, 'B')]);

    expect(causeIn(executed, { race })).toBe('signOut/not-awaited');
    expect(causeIn(executed, { race, takesRotation: true })).toBe('signOut/not-awaited');
  });

  test('is not where the other call began before: then waiting would not help', async () => {
    const executed = await ran(program, { calls, order: ['B', 'A'] });
    const race = raceOf([effectOf(executed, 'A'), effectOf(executed, 'B')]);

    expect(causeIn(executed, { race })).toBe('loadTokens+signOut');
  });

  test('is the cause where a process dies in it, and not where it dies in the call itself', async () => {
    const start = dying();
    const left = await ran([actor('A', 'signOut')], { calls, start, order: ['A', 'kill-app'] });
    const cutOff = await ran([actor('A', 'signOut')], { start, order: ['A', 'kill-app'] });

    expect([left, cutOff].map((executed) => causeIn(executed))).toEqual([
      'signOut/not-awaited',
      'signOut/killed',
    ]);
  });

  test('is the cause where its operation fails, and not where one fails that the call waits for', async () => {
    const order = ['A', 'A:1!disk-full'];
    const start = {
      devices: { phone: { storage: 'async-storage-android' } },
      faults: { storage: ['disk-full'], max: 1 },
    } as const;
    const left = await ran([actor('A', 'signOut')], { calls, start, order });
    const awaited = await ran([actor('A', 'signOut')], { start, order });

    expect([left, awaited].map(({ steps }) => steps.map(({ kind }) => kind))).toEqual([
      expect.arrayContaining(['fault']),
      expect.arrayContaining(['fault']),
    ]);
    expect([left, awaited].map((executed) => causeIn(executed))).toEqual([
      'signOut/not-awaited',
      'signOut/storage-fails',
    ]);
    // On a synchronous storage it fails while the call still runs.
    expect(causeIn(awaited, { invariant: 'no-unhandled-rejection' })).toBe('signOut/not-awaited');
  });
});

describe('work of a call with which it goes on itself', () => {
  // Without waiting for the removal, as Amplify 6 does where a refresh is refused.
  const signOut = `
    const clear = async () => { await storage.getItem('y'); await storage.removeItem('x'); };
    clear();
    await post('RevokeToken').catch(() => {});
    await storage.setItem('x', '1');`;

  async function race(order: string[]): Promise<[Executed, [string, string]]> {
    const executed = await ran([actor('A', 'signOut')], { calls: { signOut }, order });
    const writes = executed.steps.filter(({ kind, writes: changes }) => kind === 'effect' && changes);
    return [executed, writes.map(({ id }) => id) as [string, string]];
  }

  test('is not awaited where it races with what that goes on to do', async () => {
    const [executed, pair] = await race(['A', 'A/1', 'A/1:1']);

    expect(causeIn(executed, { race: raceOf(pair) })).toBe('signOut/not-awaited');
  });

  test('is on the path that began it, which its own stack does not tell any more', async () => {
    const [executed, pair] = await race(['A', 'A/1', 'A/1:1']);
    const [late] = executed.steps.filter(({ kind }) => kind === 'effect');
    const remove = executed.steps.find((step) => stepInWords(step.facts()).startsWith('remove'));
    const at = stacks({ [remove?.id ?? '']: ['clear'], [late?.id ?? '']: ['get', 'clear', 'refreshTokens'] });

    expect(causeIn(executed, { race: raceOf(pair), at })).toBe('getTokens/not-awaited');
  });
});

describe('to configure once more', () => {
  const program = [actor('A', 'configure'), actor('B', 'fetchAuthSession')];

  test('is the cause where that takes no race, whatever else is called and whichever fault hits', async () => {
    const start: Partial<Start> = {
      faults: { clocks: [{ device: 'phone', by: 1000 }], network: ['request-lost'], max: 1 },
    };
    const plain = await ran(program);
    const jumped = await ran(program, { start, order: ['A', 'clock-phone', 'B'] });
    const lost = await ran(program, { start, order: ['A', 'B', 'B:1', 'B:2', 'B:3!lost'] });

    expect([jumped, lost].every(({ steps }) => steps.some(({ kind }) => kind === 'fault'))).toBe(true);
    expect([plain, jumped, lost].map((executed) => causeIn(executed))).toEqual([
      'configure',
      'configure',
      'configure',
    ]);
  });

  test('is not where two other calls race', async () => {
    const executed = await ran([
      actor('A', 'signOut'),
      actor('B', 'fetchAuthSession'),
      actor('C', 'configure'),
    ]);

    expect(causeIn(executed, { race: raceOf([effectOf(executed, 'A'), effectOf(executed, 'B')]) })).toBe(
      'getTokens+signOut',
    );
  });
});

describe('a fault', () => {
  const start: Partial<Start> = { faults: { network: ['request-lost'], max: 1 } };
  const program = [actor('A', 'fetchAuthSession'), actor('B', 'signOut')];
  const order = ['A', 'B', 'A:1', 'A:2', 'A:3!lost'];

  test('is part of the cause where no race was found, with the path that it hit', async () => {
    const executed = await ran(program, { start, order });

    expect(executed.steps.map(({ kind }) => kind)).toContain('fault');
    expect(causeIn(executed)).toBe('getTokens/GetTokensFromRefreshToken-fails');
  });

  test('is not where Amplify races with itself: it is the cause that shows without it as well', async () => {
    const [hit, spared] = [await ran(program, { start, order }), await ran(program)];
    const causes = [hit, spared].map((executed) =>
      causeIn(executed, { race: raceOf([effectOf(executed, 'A'), effectOf(executed, 'B')]) }),
    );

    expect(hit.steps.map(({ kind }) => kind)).toContain('fault');
    expect(causes).toEqual(['getTokens+signOut', 'getTokens+signOut']);
  });

  test.each(['response-lost', 'response-cut-off', 'response-hangs'] as const)(
    'is that an answer was lost, whether by %s',
    async (fault) => {
      const executed = await ran(program.slice(0, 1), {
        start: { faults: { network: [fault], max: 1 } },
        order: ['A', 'A:1', 'A:2', 'A:3', `A:4!${fault.slice('response-'.length)}`],
      });

      expect(executed.steps.map(({ kind }) => kind)).toContain('fault');
      expect(causeIn(executed)).toBe('getTokens/GetTokensFromRefreshToken-answer-lost');
    },
  );

  test('is that a request fails where it does again and again, whether or not the server has got it once', async () => {
    const calls = {
      signOut: "for (const n of [1, 2]) await post('GetTokensFromRefreshToken').catch(() => {});",
    };
    const outages: Partial<Start> = { faults: { network: ['response-lost', 'request-lost'], max: 2 } };
    const run = (...order: string[]): Promise<Executed> =>
      ran([actor('A', 'signOut')], { calls, start: outages, order: ['A', ...order] });
    const both = await run('A:1', 'A:2!lost', 'A:2!lost:1!lost');

    expect(both.steps.filter(({ kind }) => kind === 'fault')).toHaveLength(2);
    expect([both, await run('A:1!lost')].map((executed) => causeIn(executed))).toEqual([
      'signOut/GetTokensFromRefreshToken-fails',
      'signOut/GetTokensFromRefreshToken-fails',
    ]);
  });

  test('is the same where the process died before it made use of the answer, and another where it had stored of it', async () => {
    const calls = {
      fetchAuthSession: `
        await post('GetTokensFromRefreshToken').catch(() => {});
        await storage.setItem('x', '1'); await storage.setItem('y', '1'); return {};`,
    };
    const begun = ['A', 'A:1', 'A:2'];
    const run = (...further: string[]): Promise<Executed> =>
      ran([actor('A', 'fetchAuthSession')], {
        calls,
        start: dying(),
        order: [...begun, ...further, 'kill-app'],
      });

    expect(causeIn(await run())).toBe('getTokens/GetTokensFromRefreshToken-answer-lost');
    expect(causeIn(await run('A:3'))).toBe('getTokens/killed');
  });

  test('is where it is what races', async () => {
    const executed = await ran(program, { start, order });
    const fault = executed.steps.find(({ kind }) => kind === 'fault')?.id ?? '';

    expect(causeIn(executed, { race: raceOf([fault, effectOf(executed, 'B')]) })).toBe(
      'getTokens/GetTokensFromRefreshToken-fails',
    );
  });
});

describe('that nothing times out', () => {
  const faults = { network: ['request-hangs'], max: 1 } as const;
  const hang = (): Promise<Executed> =>
    ran([actor('A', 'fetchAuthSession')], { start: { faults }, order: ['A', 'A:1', 'A:2', 'A:3!hangs'] });

  test('is one cause, whichever call waits and whatever hangs', async () => {
    const calls = { ...CALLS, signOut: "await post('RevokeToken');" };
    const order = ['A', 'A:1!hangs'];
    const executions = [
      await hang(),
      await ran([actor('A', 'signOut')], { calls, start: { faults }, order }),
    ];

    expect(executions.map((executed) => causeIn(executed, { invariant: 'calls-settle' }))).toEqual([
      'no-time-out',
      'no-time-out',
    ]);
  });

  test('is not the cause of what else breaks then, nor of a call that waits for ever where nothing hangs', async () => {
    const waiting = await ran([actor('A', 'signOut')], {
      calls: { signOut: 'await new Promise(() => {});' },
    });

    expect(causeIn(await hang())).toBe('getTokens/GetTokensFromRefreshToken-fails');
    expect(causeIn(waiting, { invariant: 'calls-settle' })).toBe('signOut');
  });
});

/** The app may be killed and calls nothing when it is started again. */
function dying(): Partial<Start> {
  return { realms: { app: { device: 'phone', platform: 'react-native', kill: { callsAfterRestart: [] } } } };
}

import { describe, expect, test } from 'vitest';
import { type Executed, execute } from '../execution/execute.ts';
import { actor, plainStrategy, tinySubject } from '../fixtures.ts';
import type { RaceStep } from '../results/types.ts';
import type { ActorProgram, Start } from '../scenario/scenario.ts';
import { replayStrategy } from '../strategies/replay.ts';
import { causeOf } from './cause.ts';

const CALLS = {
  fetchAuthSession: "await storage.getItem('x'); await post('GetTokensFromRefreshToken'); return {};",
  getCurrentUser: "await storage.getItem('x'); return { username: 'nobody' };",
  signOut: "await storage.setItem('x', '1');",
};

function ran(program: ActorProgram[], start: Partial<Start> = {}, order: string[] = []): Promise<Executed> {
  return execute(
    tinySubject({ calls: CALLS, program, start }),
    order.length > 0 ? replayStrategy(order) : plainStrategy(),
    { observed: true },
  );
}

/** The first effect of an actor, as an explanation tells it. */
function racingStep(executed: Executed, actorName: string, ...functions: string[]): RaceStep {
  const step = executed.steps.find(({ actor: name, kind }) => name === actorName && kind === 'effect');
  if (!step) throw new Error(`no effect of ${actorName}`);
  const at = functions.map((name) => ({ file: 'a.ts', line: 1, column: 1, function: name }));
  return { id: step.id, actor: actorName, what: step.describe(), at };
}

/** The cause of an execution in which the first effects of A and B race. */
async function causeOfRace(program: ActorProgram[]): Promise<string> {
  const executed = await ran(program);
  return causeOf(executed, { steps: ['A', 'B'].map((name) => racingStep(executed, name)) }, false);
}

describe('a cause', () => {
  test('names the paths that race, in no particular order', async () => {
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
    const executed = await ran([actor('A', 'signOut'), actor('B', 'signOut')]);
    const steps = [racingStep(executed, 'A'), racingStep(executed, 'B', 'TokenOrchestrator.refreshTokens')];

    expect(causeOf(executed, { steps }, false)).toBe('getTokens+signOut');
  });

  test('names each path once, however many steps of it race', async () => {
    const executed = await ran([actor('A', 'signOut'), actor('B', 'fetchAuthSession')]);
    const steps = ['A', 'B', 'A', 'B'].map((name) => racingStep(executed, name));

    expect(causeOf(executed, { steps }, false)).toBe('getTokens+signOut');
  });

  test('is another where a call only reads than where it goes on to refresh or store', async () => {
    const reading = await causeOfRace([actor('A', 'signOut'), actor('B', 'getCurrentUser')]);
    const refreshing = await causeOfRace([actor('A', 'signOut'), actor('B', 'fetchAuthSession')]);

    expect([reading, refreshing]).toEqual(['loadTokens+signOut', 'getTokens+signOut']);
  });

  test('is another where AWS credentials are fetched', async () => {
    const executed = await ran([actor('A', 'signOut'), actor('B', 'fetchAuthSession')]);
    const steps = [racingStep(executed, 'A'), racingStep(executed, 'B', 'getCredentialsAndIdentityId')];

    expect(causeOf(executed, { steps }, false)).toBe('getCredentials+signOut');
  });

  test('is to read, for a call that fetches AWS credentials too, where it is what it reads that races', async () => {
    const calls = {
      ...CALLS,
      fetchAuthSession: "await storage.getItem('x'); await post('GetId'); return {};",
    };
    const program = [actor('A', 'signOut'), actor('B', 'fetchCredentials')];
    const executed = await execute(tinySubject({ calls, program }), plainStrategy(), { observed: true });
    const causes = [['TokenOrchestrator.getTokens'], []].map((functions) =>
      causeOf(
        executed,
        { steps: [racingStep(executed, 'A'), racingStep(executed, 'B', ...functions)] },
        false,
      ),
    );

    expect(causes).toEqual(['loadTokens+signOut', 'getCredentials+signOut']);
  });

  test('is to configure once more where that takes no race, whatever is called besides', async () => {
    const executed = await ran([actor('A', 'configure'), actor('B', 'fetchAuthSession')]);

    expect(causeOf(executed, undefined, false)).toBe('configure');
  });

  test('is that of the call for a function that it shares with others, such as one that only reads', async () => {
    const executed = await ran([actor('A', 'signOut'), actor('B', 'fetchAuthSession')]);
    const steps = [racingStep(executed, 'A', 'TokenOrchestrator.getTokens'), racingStep(executed, 'B')];

    expect(causeOf(executed, { steps }, false)).toBe('getTokens+signOut');
  });

  test('is another where it takes that refresh tokens are replaced', async () => {
    const executed = await ran([actor('A', 'fetchAuthSession'), actor('B', 'fetchAuthSession')]);
    const steps = ['A', 'B'].map((name) => racingStep(executed, name));

    expect([false, true].map((rotation) => causeOf(executed, { steps }, rotation))).toEqual([
      'getTokens+getTokens',
      'getTokens+getTokens/rotation',
    ]);
  });
});

describe('what struck', () => {
  const start: Partial<Start> = { faults: { network: ['request-lost'], max: 1 } };
  const program = [actor('A', 'fetchAuthSession'), actor('B', 'signOut')];
  const order = ['A', 'A:1', 'A:2', 'A:3!lost'];

  test('is part of the cause where no race was found, with what was called', async () => {
    const executed = await ran(program.slice(0, 1), start, order);

    expect(executed.steps.map(({ kind }) => kind)).toContain('fault');
    expect(causeOf(executed, undefined, false)).toBe('getTokens/GetTokensFromRefreshToken-is-lost');
  });

  test('is not where Amplify races with itself: it is the cause that shows without it as well', async () => {
    const [struck, spared] = [await ran(program, start, order), await ran(program)];
    const causes = [struck, spared].map((executed) =>
      causeOf(executed, { steps: ['A', 'B'].map((name) => racingStep(executed, name)) }, false),
    );

    expect(struck.steps.map(({ kind }) => kind)).toContain('fault');
    expect(causes).toEqual(['getTokens+signOut', 'getTokens+signOut']);
  });

  test.each(['response-lost', 'response-cut-off'] as const)(
    'is that an answer was lost, whether by %s',
    async (fault) => {
      const calls = [actor('A', 'fetchAuthSession')];
      const faults: Partial<Start> = { faults: { network: [fault], max: 1 } };
      const name = fault.slice('response-'.length);
      const executed = await ran(calls, faults, ['A', 'A:1', 'A:2', 'A:3', `A:4!${name}`]);

      expect(causeOf(executed, undefined, false)).toBe('getTokens/GetTokensFromRefreshToken-answer-lost');
    },
  );

  test('is where it is what races', async () => {
    const executed = await ran(program, start, order);
    const fault = executed.steps.find(({ kind }) => kind === 'fault');
    const struck = { id: fault?.id ?? '', actor: 'A', what: '', at: [] };

    expect(causeOf(executed, { steps: [struck, racingStep(executed, 'B')] }, false)).toBe(
      'signOut/GetTokensFromRefreshToken-is-lost',
    );
  });
});

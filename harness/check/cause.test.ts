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
  return causeOf(executed, { steps: ['A', 'B'].map((name) => racingStep(executed, name)) });
}

describe('a cause', () => {
  test('names the paths that race, in no particular order', async () => {
    const one = await causeOfRace([actor('A', 'signOut'), actor('B', 'fetchAuthSession')]);
    const other = await causeOfRace([actor('A', 'fetchAuthSession'), actor('B', 'signOut')]);

    expect([one, other]).toEqual(['getTokens+signOut', 'getTokens+signOut']);
  });

  test('is the same for calls that take the same path', async () => {
    expect(await causeOfRace([actor('A', 'signOut'), actor('B', 'getCurrentUser')])).toBe(
      'getTokens+signOut',
    );
  });

  test('goes by the function that acts, whichever call it acts for', async () => {
    const executed = await ran([actor('A', 'signOut'), actor('B', 'signOut')]);
    const steps = [racingStep(executed, 'A'), racingStep(executed, 'B', 'TokenOrchestrator.refreshTokens')];

    expect(causeOf(executed, { steps })).toBe('getTokens+signOut');
  });

  test('names each path once, however many steps of it race', async () => {
    const executed = await ran([actor('A', 'signOut'), actor('B', 'fetchAuthSession')]);
    const steps = ['A', 'B', 'A', 'B'].map((name) => racingStep(executed, name));

    expect(causeOf(executed, { steps })).toBe('getTokens+signOut');
  });

  test('names the calls where no race was found, and what struck', async () => {
    const start: Partial<Start> = { faults: { network: ['request-lost'], max: 1 } };
    const executed = await ran([actor('A', 'fetchAuthSession')], start, ['A', 'A:1', 'A:2', 'A:3!lost']);

    expect(executed.steps.map(({ kind }) => kind)).toContain('fault');
    expect(causeOf(executed, undefined)).toBe('getTokens/GetTokensFromRefreshToken-is-lost');
  });
});

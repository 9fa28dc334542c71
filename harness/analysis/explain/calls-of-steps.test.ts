import { describe, expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { actor, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { ActorProgram, Start } from '../../simulation/scenario/scenario.ts';
import { CallsOfSteps } from './calls-of-steps.ts';

/** `signOut` settles at once and leaves its write under way. */
const CALLS: TinyCalls = {
  signOut: "storage.setItem('left', '1');",
  getCurrentUser: "await storage.getItem('x'); return { username: 'nobody' };",
};

function ran(
  program: ActorProgram[],
  order: string[],
  { calls = CALLS, start = {} }: { calls?: TinyCalls; start?: Partial<Start> } = {},
): Promise<Executed> {
  return execute(tinySubject({ calls, program, start }), replayStrategy(order), { observed: true });
}

/** By what each storage operation is in words: the API that it is of, and whether it was left behind. */
function effects(executed: Executed): Record<string, string> {
  const work = new CallsOfSteps(executed);
  return Object.fromEntries(
    executed.steps
      .filter(({ kind }) => kind === 'effect')
      .map((step) => [
        stepInWords(step.facts()).slice(0, 5),
        `${work.callOf(step)?.api}${work.isLeftBehind(step) ? ', left behind' : ''}`,
      ]),
  );
}

describe('a step', () => {
  test('is of the call that it descends from, even when its actor has gone on to another', async () => {
    const executed = await ran([actor('A', 'signOut', 'getCurrentUser')], []);

    expect(effects(executed)).toEqual({ write: 'signOut, left behind', 'read ': 'getCurrentUser' });
  });

  test('is of the call of its actor, where it descends from what another had under way', async () => {
    const calls: TinyCalls = {
      shared: 'let once;',
      signOut: "once ??= storage.getItem('first'); await once;",
      getCurrentUser:
        "await (once ??= storage.getItem('first')); await storage.setItem('own', '1'); return { username: '' };",
    };
    const executed = await ran([actor('A', 'signOut'), actor('B', 'getCurrentUser')], ['A', 'B'], { calls });
    const write = executed.steps.find(({ kind, writes }) => kind === 'effect' && writes);

    expect(write && [...write.id][0]).toBe('A');
    expect(effects(executed)).toEqual({ 'read ': 'signOut', write: 'getCurrentUser' });
  });

  test('is of none where it is what kills a process', async () => {
    const realms = {
      app: { device: 'phone', platform: 'react-native', kill: { callsAfterRestart: [] } },
    } as const;
    const executed = await ran([actor('A', 'getCurrentUser')], ['A', 'kill-app'], { start: { realms } });
    const kill = executed.steps.find(({ kind }) => kind === 'kill');

    expect(kill).toBeDefined();
    expect(kill && new CallsOfSteps(executed).callOf(kill)).toBeUndefined();
  });
});

describe('steps of two calls', () => {
  const program = [actor('A', 'signOut'), actor('B', 'getCurrentUser')];

  /** How the first effects of the two race: the API of the call that has left its step behind. */
  async function howTheyRace(order: string[]): Promise<string | undefined> {
    const executed = await ran(program, order);
    const [one, other] = ['A', 'B'].map((name) =>
      executed.steps.find(({ actor: of, kind }) => of === name && kind === 'effect'),
    );
    const how = one && other && new CallsOfSteps(executed).howTheyRace(one, other);
    return typeof how === 'object' ? how.api : how;
  }

  test('overlap where neither call was over when the other began', async () => {
    expect(await howTheyRace(['B', 'A'])).toBe('overlap');
  });

  test('race where one was over and had left its own behind', async () => {
    expect(await howTheyRace(['A', 'B'])).toBe('signOut');
  });

  test('do not where what one had left behind was over, too', async () => {
    expect(await howTheyRace(['A', 'A:1', 'A:2', 'B'])).toBeUndefined();
  });

  test('do not where the process of one had died', async () => {
    const realms = {
      app: {
        device: 'phone',
        platform: 'react-native',
        kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] },
      },
    } as const;
    const executed = await ran([actor('A', 'getCurrentUser')], ['A', 'A:1', 'kill-app'], {
      start: { realms },
    });
    const [one, other] = executed.steps.filter(({ kind }) => kind === 'effect');

    expect(executed.calls.map(({ status }) => status)).toEqual(['killed', 'resolved']);
    expect(one && other && new CallsOfSteps(executed).howTheyRace(one, other)).toBeUndefined();
  });
});

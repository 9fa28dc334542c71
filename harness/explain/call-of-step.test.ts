import { describe, expect, test } from 'vitest';
import { type Executed, execute } from '../execution/execute.ts';
import { actor, type TinyCalls, tinySubject } from '../fixtures.ts';
import type { ActorProgram, Start } from '../scenario/scenario.ts';
import { replayStrategy } from '../strategies/replay.ts';
import { areInTurn, callOfStep, isLeftBehind } from './call-of-step.ts';

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
  return Object.fromEntries(
    executed.steps
      .filter(({ kind }) => kind === 'effect')
      .map((step) => {
        const call = callOfStep(step, executed);
        const late = call && isLeftBehind(step, call, executed.steps) ? ', left behind' : '';
        return [step.describe().slice(0, 5), `${call?.api}${late}`];
      }),
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

  test('is of none where it is of no call', async () => {
    const start: Partial<Start> = { faults: { network: ['request-lost'], outages: ['offline'], max: 1 } };
    const executed = await ran([actor('A', 'getCurrentUser')], ['A', 'offline-phone'], { start });
    const fault = executed.steps.find(({ kind }) => kind === 'fault');

    expect(fault && callOfStep(fault, executed)).toBeUndefined();
  });
});

describe('two calls', () => {
  const program = [actor('A', 'signOut'), actor('B', 'getCurrentUser')];

  test.each([
    ['come in turn where one is over when the other begins', ['A', 'B'], true],
    ['overlap where it is not', ['B', 'A'], false],
  ])('%s', async (_, order, inTurn) => {
    const { calls, steps } = await ran(program, order);
    const [first, second] = calls.toSorted((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0));

    expect(first && second && areInTurn(first, second, steps)).toBe(inTurn);
  });

  test('come in turn where the process of one has died', async () => {
    const realms = {
      app: { device: 'phone', platform: 'react-native', dies: { thenCalls: [{ api: 'getCurrentUser' }] } },
    } as const;
    const executed = await ran([actor('A', 'getCurrentUser')], ['A', 'kill-app'], { start: { realms } });
    const [killed, again] = executed.calls;

    expect(executed.calls.map(({ status }) => status)).toEqual(['killed', 'resolved']);
    expect(killed && again && areInTurn(killed, again, executed.steps)).toBe(true);
  });
});

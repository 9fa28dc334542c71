import { describe, expect, test } from 'vitest';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { actor, COUNTER, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { ActorProgram, Start } from '../../simulation/scenario/scenario.ts';
import { accessesOf } from './accesses.ts';
import { candidatePairs } from './candidate-pairs.ts';

const PROGRAM = [actor('A', 'signOut'), actor('B', 'signOut')];

interface Groups {
  readonly calls?: TinyCalls;
  readonly order: readonly string[];
  /** Id of the step in which it went wrong. */
  readonly wentWrong?: string;
  readonly start?: Partial<Start>;
  readonly program?: readonly ActorProgram[];
}

/** The groups that are not empty: in each, pairs of ids. */
async function groups({
  calls = COUNTER,
  order,
  wentWrong,
  start = {},
  program = PROGRAM,
}: Groups): Promise<string[][]> {
  const subject: Subject = tinySubject({ calls, program, start });
  const executed: Executed = await execute(subject, replayStrategy([...order]), { observed: true });
  const step = executed.steps.find(({ id }) => id === wentWrong);
  const { near, far } = candidatePairs(subject, executed, await accessesOf(subject, executed), step);
  const found: string[][] = [];
  for (const groupsOf of [near, far]) {
    for await (const pairs of groupsOf) {
      if (pairs.length > 0)
        found.push(
          pairs.map(
            ({ first, second, directly }) => `${first.id} ${second.id}${directly ? ' directly' : ''}`,
          ),
        );
    }
  }
  return found;
}

describe('pairs of steps', () => {
  const order = ['A', 'B', 'A:1', 'B:1', 'A:2', 'B:2', 'A:3', 'B:3'];

  test('come first where the later of two writes is the step in which it went wrong, then what had read before', async () => {
    expect(await groups({ order, wentWrong: 'B:3' })).toEqual([['A:3 B:3 directly'], ['A:3 B:3', 'B:1 A:3']]);
  });

  test('come first where the other has changed what is touched, then where it has merely seen it', async () => {
    const calls: TinyCalls = {
      signOut:
        "storage.getItem('x'); await post('GetUser').catch(() => {}); await storage.setItem('x', '1');",
    };
    const start: Partial<Start> = { devices: { phone: { storage: 'sync' } } };
    const [first, second] = await groups({
      calls,
      start,
      order: ['B', 'A', 'A:1', 'A:2', 'C', 'B:1', 'B:2'],
      wentWrong: 'B:2',
      program: [...PROGRAM, actor('C', 'signOut')],
    });

    expect([first, second]).toEqual([
      [expect.stringContaining('A:2 B:2')],
      [expect.stringContaining('C B:2')],
    ]);
  });

  test('come later where it had gone wrong before', async () => {
    expect(await groups({ order, wentWrong: 'A:3' })).toEqual([['B:1 A:3'], ['A:3 B:3']]);
  });

  test('are all alike where no step is known in which it went wrong', async () => {
    expect(await groups({ order })).toEqual([['A:3 B:3', 'B:1 A:3']]);
  });

  test('come last where they are of calls in turn', async () => {
    const inTurn = ['A', 'A:1', 'A:2', 'A:3', 'A:4', 'B'];
    const [pairs = [], ...others] = await groups({ order: inTurn, wentWrong: 'B:3' });

    expect(others).toEqual([]);
    expect(pairs).toContain('A:3 B:3');
  });

  test('do not where the earlier call has left its step behind', async () => {
    const calls: TinyCalls = { signOut: "storage.setItem('counter', '1');" };

    expect(await groups({ calls, order: ['A', 'B', 'A:1', 'B:1'], wentWrong: 'B:1' })).toEqual([
      ['A:1 B:1 directly'],
      ['A:1 B:1'],
    ]);
  });
});

describe('what is on the heap', () => {
  const calls: TinyCalls = {
    shared: 'const counter = { value: 0 };',
    signOut: 'const { value } = counter; await storage.getItem("x"); counter.value = value + 1;',
  };
  const order = ['A', 'B', 'A:1', 'B:1', 'A:2', 'B:2'];

  test('counts for the step in which it went wrong', async () => {
    const [first] = await groups({ calls, order, wentWrong: 'B:2' });

    expect(first).toContain('A:2 B:2');
  });

  test('and for no other', async () => {
    expect(await groups({ calls, order })).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import type { StorageOrdering } from '../../../fakes/storage/ordering.ts';
import { defaultChoice, replayStrategy } from '../../exploration/strategies/replay.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import { actor, COUNTER, idsOf, plainStrategy, tinySubject } from '../../simulation/fixtures.ts';
import type { Step } from '../../simulation/world/step.ts';
import { SwitchCounter, type Switches } from './switches.ts';

async function count(strategy: Strategy, storage: StorageOrdering = 'unordered'): Promise<Switches> {
  const start = { devices: { phone: { storage } } };
  const program = [actor('A', 'signOut'), actor('B', 'signOut')];
  const counter = new SwitchCounter();
  await execute(tinySubject({ calls: COUNTER, program, start }), counter.watch(strategy));
  return counter.counts;
}

test('going on with an actor until its end and then with another is one forced switch', async () => {
  const { preemptions, all } = await count(plainStrategy());

  expect([[...preemptions], all]).toEqual([[], 1]);
});

test('leaving an actor that could have gone on is a preemption, named by the step that was taken instead', async () => {
  const { preemptions, all } = await count(replayStrategy(['A', 'A:1', 'B']));

  expect([[...preemptions], all]).toEqual([['B'], 2]);
});

test('behind a serial queue actors alternate without preemptions', async () => {
  const { preemptions, all } = await count(replayStrategy(['A', 'B']), 'fifo');

  expect([...preemptions]).toEqual(['B']);
  expect(all).toBeGreaterThan(2);
});

test('a strategy that is watched is otherwise the same', async () => {
  const subject = tinySubject({ calls: COUNTER, program: [actor('A', 'signOut'), actor('B', 'signOut')] });
  const strategy = replayStrategy(['A', 'B', 'A:1']);
  const watched = new SwitchCounter().watch(replayStrategy(['A', 'B', 'A:1']));

  const [plain, counted] = [await execute(subject, strategy), await execute(subject, watched)];

  expect(idsOf(counted)).toEqual(idsOf(plain));
  expect(watched.name).toBe('replay');
});

test('so is one whose methods are those of a class', async () => {
  class Plain implements Strategy {
    readonly name = 'plain';
    begun = 0;
    begin(): boolean {
      this.begun += 1;
      return true;
    }
    pick(enabled: readonly Step[], last: Step | undefined): Step | undefined {
      return defaultChoice(enabled, last);
    }
    end(): void {}
  }
  const plain = new Plain();
  const watched = new SwitchCounter().watch(plain);

  watched.begin();
  const { preemptions, all } = await count(watched);

  expect([plain.begun, [...preemptions], all]).toEqual([1, [], 1]);
});

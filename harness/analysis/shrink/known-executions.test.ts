import { expect, test } from 'vitest';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { actor, COUNTER, idsOf, tinySubject } from '../../simulation/fixtures.ts';
import { wholeProgram } from '../../simulation/scenario/program-part.ts';
import { NotReproducible } from '../replay/not-reproducible.ts';
import { KnownExecutions } from './known-executions.ts';

const OBSERVED = { observed: true };

/** Two increments that race, in an app that may be killed. */
const SUBJECT = tinySubject({
  calls: COUNTER,
  program: [actor('A', 'signOut'), actor('B', 'signOut')],
  start: {
    devices: { phone: { storage: 'unordered' } },
    realms: { app: { device: 'phone', platform: 'react-native', kill: { callsAfterRestart: [] } } },
  },
});
const WHOLE = wholeProgram(SUBJECT.program());

const stored = ({ devices }: Executed): string => devices.get('phone')?.data.get('counter') ?? 'nothing';

/** Notes the schedules of what is really run. */
function noting(subject: Subject, onEach?: () => void): { known: KnownExecutions; run: string[] } {
  const run: string[] = [];
  const known = new KnownExecutions(
    subject,
    (executed) => {
      run.push(idsOf(executed).join(' '));
      return stored(executed);
    },
    onEach,
  );
  return { known, run };
}

test('random orders come to what they come to when each is run, and each order is run once', async () => {
  const { known, run } = noting(SUBJECT);
  const [asked, plain] = [randomStrategy(1), randomStrategy(1)];
  const orders = new Set<string>();

  for (let number = 0; number < 300; number += 1) {
    asked.begin();
    plain.begin();
    const { choices, outcome, calls } = await known.run(WHOLE, asked, OBSERVED);
    const executed = await execute(SUBJECT, plain, OBSERVED);

    const taken = choices.flatMap(({ picked }) => (picked && picked.kind !== 'rest' ? [picked] : []));
    expect(taken.map(({ id, actor, kind }) => [id, actor, kind])).toEqual(
      executed.steps.map(({ id, actor, kind }) => [id, actor, kind]),
    );
    expect([outcome, calls]).toEqual([
      stored(executed),
      executed.calls.map(({ id, actor }) => ({ id, actor })),
    ]);
    orders.add(idsOf(executed).join(' '));
  }

  expect(run).toEqual([...new Set(run)]);
  expect(new Set(run)).toEqual(orders);
  expect(orders.size).toBeLessThan(250);
});

test('an order is known however it is come to', async () => {
  const { known, run } = noting(SUBJECT);
  const random = randomStrategy(2);
  random.begin();
  const { choices, outcome } = await known.run(WHOLE, random, OBSERVED);

  const again = await known.run(
    WHOLE,
    replayStrategy(choices.map(({ picked }) => picked?.id ?? '')),
    OBSERVED,
  );

  expect(run).toHaveLength(1);
  expect(again).toMatchObject({ outcome, choices });
});

test('other parts of a program, and steps whose actors were not followed, are not mixed up with it', async () => {
  const { known, run } = noting(SUBJECT);
  const inDefaultOrder = (): Strategy => replayStrategy([]);

  const outcomes = [
    await known.run(WHOLE, inDefaultOrder(), OBSERVED),
    await known.run([{ actor: 'A' }], inDefaultOrder(), OBSERVED),
    await known.run([{ actor: 'B' }], inDefaultOrder(), OBSERVED),
    await known.run(WHOLE, inDefaultOrder(), { observed: false }),
  ].map(({ outcome }) => outcome);

  expect(outcomes).toEqual(['2', '1', '1', '2']);
  expect(run).toHaveLength(4);
});

test('a known execution can be stopped as one that is run', async () => {
  let left = 1;
  const { known, run } = noting(SUBJECT, () => {
    if (left === 0) throw new Error('stopped');
    left -= 1;
  });
  await known.run(WHOLE, replayStrategy([]), OBSERVED);

  await expect(known.run(WHOLE, replayStrategy([]), OBSERVED)).rejects.toThrow('stopped');

  expect(run).toHaveLength(1);
});

test('steps that are not there again are no other order', async () => {
  let runs = 0;
  const subject = {
    ...SUBJECT,
    program: () => {
      runs += 1;
      return [actor('A', runs === 1 ? 'signOut' : 'getCurrentUser'), actor('B', 'signOut')];
    },
  };
  const { known } = noting(subject);
  await known.run(WHOLE, replayStrategy([]), OBSERVED);

  const other = known.run(WHOLE, replayStrategy(['A', 'A:1', 'B']), OBSERVED);

  await expect(other).rejects.toThrow(
    new NotReproducible('two runs of one schedule differ in step A:1, which is not there again'),
  );
});

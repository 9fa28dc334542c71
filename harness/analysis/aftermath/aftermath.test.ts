import { expect, test } from 'vitest';
import type { Aftermath } from '../../../results/types.ts';
import { concurrentRefresh } from '../../../scenarios/concurrent-refresh.ts';
import { signOutDuringRefresh } from '../../../scenarios/sign-out-during-refresh.ts';
import { canBeHad } from '../../amplify/releases/fixtures.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { execute } from '../../simulation/execution/execute.ts';
import { oneApp } from '../../simulation/execution/fixtures.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { idsOf } from '../../simulation/fixtures.ts';
import { judge } from '../../simulation/invariants/index.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import type { Scenario } from '../../simulation/scenario/scenario.ts';
import { aftermathOf } from './aftermath.ts';

const load = subjectLoader();
const hasV5 = await canBeHad('5.3.24');
const has666 = await canBeHad('6.6.6');

function subjectOf(
  scenario: Scenario,
  set: Readonly<Record<string, string>> = {},
  amplify = 'installed',
): Promise<Subject> {
  return load({ amplify, scenario, options: resolveOptions(scenario.options, set), seed: 1 });
}

async function after(subject: Subject, schedule: readonly string[] = []): Promise<readonly Aftermath[]> {
  return aftermathOf(subject, await execute(subject, replayStrategy(schedule), { observed: true }));
}

/** What comes after those of so many random executions in which an invariant breaks, each once. */
async function afterFailures(subject: Subject, runs: number): Promise<string[]> {
  const strategy = randomStrategy(1);
  const outcomes = new Set<string>();
  for (let run = 0; run < runs; run += 1) {
    strategy.begin();
    const executed = await execute(subject, strategy);
    if (judge(executed).length === 0) continue;
    for (const { outcome } of await after(subject, idsOf(executed))) outcomes.add(outcome);
  }
  return [...outcomes].sort();
}

test('nothing is lost where all went well', async () => {
  const subject = await subjectOf(concurrentRefresh);

  expect(await after(subject)).toEqual([
    { device: 'phone', outcome: 'nothing-lost', sentence: 'signed in, nothing lost' },
  ]);
});

test('it is the same each time', async () => {
  const subject = await subjectOf(concurrentRefresh, { rotation: 'on' });

  expect(await after(subject)).toEqual(await after(subject));
});

test('who signed out stays so', async () => {
  const subject = await subjectOf(oneApp('react-native', [{ api: 'signOut' }], { signedIn: 'valid' }));

  expect(await after(subject)).toMatchObject([{ outcome: 'as-asked' }]);
});

test('a session that is lost is signed out although the server would honour it', async () => {
  const subject = await subjectOf(concurrentRefresh, { rotation: 'on', calls: '2' });

  expect(await afterFailures(subject, 10)).toEqual(['signed-out']);
});

test('tokens stored after a sign-out sign the user in again, or are just there', async () => {
  const subject = await subjectOf(signOutDuringRefresh);

  expect(await afterFailures(subject, 60)).toEqual(['signed-in-again', 'tokens-left']);
});

test.skipIf(!hasV5)('an app on Amplify 5 is started again too', async () => {
  const subject = await subjectOf(concurrentRefresh, {}, '5.3.24');

  expect(await after(subject)).toMatchObject([{ outcome: 'nothing-lost' }]);
});

test.skipIf(!has666)('on 6.6.6 the session goes on under another name', async () => {
  const subject = await subjectOf(concurrentRefresh, {}, '6.6.6');

  expect(await afterFailures(subject, 60)).toEqual(['another-name']);
});

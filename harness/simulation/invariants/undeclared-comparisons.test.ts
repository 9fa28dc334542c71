import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CATALOGUE } from '../../../scenarios/index.ts';
import { huntedPrograms } from '../../campaigns/hunt/grammar.ts';
import { scenarioOf } from '../../campaigns/hunt/hunted-program.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { execute } from '../execution/execute.ts';
import type { WholeExecution } from '../execution/execution.ts';
import { subjectLoader } from '../execution/load-subject.ts';
import type { Subject } from '../execution/subject.ts';
import { actor, tinySubject } from '../fixtures.ts';
import { resolveOptions } from '../scenario/options.ts';
import type { Invariant } from './invariant.ts';
import { undeclaredComparisons } from './undeclared-comparisons.ts';

const RUNS = 15;
/** With realms that die, sign-ins and sign-outs side by side, and faults. */
const GENERATED = 30;

async function executions(subject: Subject, runs: number): Promise<WholeExecution[]> {
  const strategy = randomStrategy(3);
  const all: WholeExecution[] = [];
  for (let run = 0; run < runs && strategy.begin(); run += 1) {
    const execution = await execute(subject, strategy);
    strategy.end(execution);
    if (execution.ending === 'quiescent') all.push(execution);
  }
  return all;
}

test('general invariants compare no moments but those that are declared', { timeout: 300_000 }, async () => {
  const load = subjectLoader();
  const drawn = fc.sample(huntedPrograms({ actors: 3, callsPerActor: 2, realms: 2 }), {
    seed: 11,
    numRuns: GENERATED,
  });
  const scenarios = [
    ...CATALOGUE,
    ...drawn.map((program, index) => scenarioOf(`generated-${index}`, program)),
  ];
  const undeclared = new Set<string>();
  let judged = 0;

  for (const scenario of scenarios) {
    const options = resolveOptions(scenario.options, {});
    const subject = await load({ amplify: 'installed', scenario, options, seed: 1 });
    for (const execution of await executions(subject, RUNS)) {
      judged += 1;
      for (const name of undeclaredComparisons(execution)) undeclared.add(`${name} in ${scenario.name}`);
    }
  }

  expect([...undeclared]).toEqual([]);
  expect(judged).toBeGreaterThan(scenarios.length);
});

const startOf = ({ calls }: { calls: WholeExecution['calls'] }, name: string): number =>
  calls.find((call) => call.actor === name)?.startedAt ?? 0;

test.each<[string, Invariant['check']]>([
  ['which of two calls begins first', (it) => breachIf(startOf(it, 'A') < startOf(it, 'B'))],
  ['whether an event comes before a call begins', (it) => breachIf((it.hub[0]?.at ?? 0) < startOf(it, 'B'))],
  ['which of two calls that change no user ends first', (it) => breachIf(endOf(it, 'A') < endOf(it, 'B'))],
])('an invariant that asks %s is noticed', async (_, check) => {
  const invariant: Invariant = { name: 'asks-too-much', statement: 'It asks too much.', check };
  const subject = tinySubject({
    calls: { fetchAuthSession: "emit('x'); return {};" },
    program: [actor('A', 'fetchAuthSession'), actor('B', 'getCurrentUser')],
  });

  const [execution] = await executions(subject, 1);

  expect(execution && undeclaredComparisons(execution, [invariant])).toEqual(['asks-too-much']);
});

function endOf({ calls }: { calls: WholeExecution['calls'] }, name: string): number {
  return calls.find((call) => call.actor === name)?.settledAt ?? 0;
}

function breachIf(isSo: boolean): ReturnType<Invariant['check']> {
  return isSo ? { symptom: 'so', message: 'it is so' } : undefined;
}

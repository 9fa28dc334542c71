import { join } from 'node:path';
import { writeWhole } from '../../../host/write-whole.ts';
import type { HuntedFinding } from '../../../results/hunt.ts';
import { writeTrace } from '../../analysis/trace/trace-file.ts';
import { type FindingWithTrace, makeFinding } from '../../checking/check/finding.ts';
import type { Symptom } from '../../exploration/explore/symptoms.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { digest } from '../../simulation/execution/words.ts';
import { judge } from '../../simulation/invariants/index.ts';
import type { Scenario } from '../../simulation/scenario/scenario.ts';
import { type HuntedProgram, scenarioOf, titleOf } from './hunted-program.ts';
import { scenarioFileOf } from './scenario-file.ts';
import { type ShrunkProgram, shrinkProgram } from './shrink-program.ts';

/** Executions that may be spent on shrinking a program, and again on shrinking its order. */
const PROGRAM_BUDGET = 1000;
const ORDER_BUDGET = 400;

/** Makes the subject of a scenario that a hunt generated. */
export type LoadScenario = (scenario: Scenario) => Promise<Subject>;

/** A finding with its program, and everything that is needed to save both. */
export interface Investigated extends FindingWithTrace {
  readonly name: string;
  readonly program: HuntedProgram;
}

/**
 * Investigates a failing execution: shrinks its program, then its order, and explains it.
 * @param directory where its scenario file will be saved; the trace names it
 * @throws {NotReproducible} if two runs of it differ
 */
export async function investigate(
  symptom: Symptom,
  program: HuntedProgram,
  load: LoadScenario,
  directory: string | undefined,
): Promise<Investigated> {
  const { violation } = symptom;
  const shrunk = await shrinkProgram(
    { program, schedule: symptom.schedule },
    {
      subjectOf: (candidate) => load(scenarioOf('hunted', candidate)),
      shows: (executed) =>
        judge(executed).some(
          ({ invariant, symptom: how }) => invariant === violation.invariant && how === violation.symptom,
        ),
      budget: PROGRAM_BUDGET,
    },
  );
  return explain(symptom, shrunk, load, directory);
}

async function explain(
  symptom: Symptom,
  { program, schedule, orders }: ShrunkProgram,
  load: LoadScenario,
  directory: string | undefined,
): Promise<Investigated> {
  const name = `hunted-${digest(JSON.stringify(program)).slice(0, 8)}`;
  const subject = await load(scenarioOf(name, program));
  // A smaller program may also break something more severe. The finding is then about that.
  const executed = await execute(subject, replayStrategy(schedule));
  const violation = judge(executed)[0] ?? symptom.violation;
  const found = await makeFinding(
    subject,
    { ...symptom, violation, schedule, hits: 1 },
    { file: directory && fileOf(directory, name), executions: orders, shrinkBudget: ORDER_BUDGET },
  );
  return { ...found, name, program };
}

/** Writes the trace and the scenario file. @returns the finding, with their paths */
export function save(
  { finding, trace, program, name }: Investigated,
  version: string,
  directory: string | undefined,
): Omit<HuntedFinding, 'firstSeconds'> {
  if (directory === undefined) return { ...finding, program: titleOf(program) };
  const scenarioFile = fileOf(directory, name);
  writeWhole(scenarioFile, scenarioFileOf({ name, program, finding: finding.message, version }));
  const tracePath = join(directory, `${name}-${version}.json`);
  writeTrace(tracePath, trace);
  return { ...finding, trace: tracePath, scenarioFile, program: titleOf(program) };
}

function fileOf(directory: string, name: string): string {
  return join(directory, `${name}.ts`);
}

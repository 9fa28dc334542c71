import { findScenarios } from '../../../scenarios/find-scenarios.ts';
import { carrying } from '../../simulation/scenario/carried-error.ts';
import { type CheckTask, checkSubject, subjectOf } from './check-task.ts';
import type { Verdict } from './verdict-store.ts';

/** The task of a worker thread: one check. */
async function checkTask(task: CheckTask): Promise<Verdict> {
  const found = await findScenarios([task.file ?? task.scenario]);
  const scenario = found.find((candidate) => candidate.scenario.name === task.scenario)?.scenario;
  if (!scenario) throw new TypeError(`no scenario "${task.scenario}"`);
  return checkSubject(await subjectOf(scenario, task), task.file, task.settings);
}

export default carrying(checkTask);

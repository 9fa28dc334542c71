import Tinypool from 'tinypool';
import type { Subject } from '../../simulation/execution/subject.ts';
import { carrying } from '../../simulation/scenario/carried-error.ts';
import { type Exploration, explore } from '../explore/explore.ts';
import { createStrategy } from '../strategies/create-strategy.ts';
import { isSampling, type SamplingStrategy } from '../strategies/sampling.ts';
import { toSubject } from './plain-subject.ts';
import type { SampleStart, SampleTask } from './sample-task.ts';

let sampler: Promise<{ readonly subject: Subject; readonly strategy: SamplingStrategy }> | undefined;

/** The task of a worker thread: runs some of the random orders of a strategy. */
async function sample({ from, executions }: SampleTask): Promise<Exploration> {
  sampler ??= start(Tinypool.workerData);
  const { subject, strategy } = await sampler;
  strategy.sampling.goTo(from);
  return explore(subject, strategy, { runs: executions, isPart: true });
}

async function start({ subject: plain, strategy: { name, ...settings } }: SampleStart) {
  const subject = await toSubject(plain);
  const strategy = createStrategy(name, settings);
  if (!isSampling(strategy)) throw new TypeError(`executions of ${name} cannot be shared out`);
  // The strategy learns from these executions, although another thread has their results.
  await explore(subject, strategy, { runs: strategy.sampling.learnsFrom, isPart: true });
  return { subject, strategy };
}

export default carrying(sample);

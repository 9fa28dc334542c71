import { replayStrategy } from '../../exploration/strategies/replay.ts';
import type { HeapTracker } from '../../instrumentation/heap/tracker.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { observing } from '../../simulation/execution/observing.ts';
import type { OpenWorld } from '../../simulation/execution/open-world.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import type { Step } from '../../simulation/world/step.ts';
import type { StepAccesses, Touched } from './accesses.ts';

/** Runs an execution again to see which parts of the JavaScript heap each step accesses. */
export async function heapAccessesOf(
  subject: Subject,
  { steps }: Pick<Executed, 'steps'>,
): Promise<StepAccesses> {
  const found = new Map<string, Touched>();
  let world: OpenWorld | undefined;
  const replay = replayStrategy(steps.map(({ id }) => id));
  const heapOf = ({ realm, runsJavaScript }: Step): HeapTracker | undefined =>
    runsJavaScript ? world?.heaps.get(realm) : undefined;
  await execute(
    subject,
    observing(replay, {
      followsHeap: true,
      attach: (open) => {
        world = open;
      },
      picked: (_enabled, _last, step) => step && heapOf(step)?.beginStep(step.id),
      settled(step) {
        const touched = heapOf(step)?.endStep().accesses ?? [];
        const accesses = new Map([...touched].map(([place, mode]) => [`heap:${step.realm}:${place}`, mode]));
        found.set(step.id, { accesses, entries: new Map() });
      },
    }),
    { observed: true },
  );
  return found;
}

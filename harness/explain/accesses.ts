import { type Executed, execute } from '../execution/execute.ts';
import type { OpenWorld } from '../execution/open-world.ts';
import type { Subject } from '../execution/subject.ts';
import type { Accesses } from '../search/accesses.ts';
import { replayStrategy } from '../strategies/replay.ts';
import type { Step } from '../world/step.ts';

/** By id of a step: the storage entries and the server, as far as it read or wrote them. */
export type StepAccesses = ReadonlyMap<string, Accesses>;

/**
 * Runs an execution once more to see what each step touches that users keep: steps of storage operations and
 * requests say so themselves; on a synchronous storage the entries are touched in the middle of other steps.
 */
export async function accessesOf(
  subject: Subject,
  { steps }: Pick<Executed, 'steps'>,
): Promise<StepAccesses> {
  const found = new Map<string, Accesses>();
  let world: OpenWorld | undefined;
  const strategy = {
    ...replayStrategy(steps.map(({ id }) => id)),
    attach: (open: OpenWorld) => {
      world = open;
    },
    settled: (step: Step) => {
      if (world) found.set(step.id, accessesIn(step, world));
    },
  };
  await execute(subject, strategy, { observed: true });
  return found;
}

function accessesIn({ resource, writes }: Step, { world, storages }: OpenWorld): Accesses {
  const accesses = new Map<string, 'read' | 'write'>();
  if (resource !== undefined) accesses.set(resource, writes ? 'write' : 'read');
  for (const [location, mode] of world.touched) {
    const storage = storages.get(location.slice(0, location.indexOf(':')));
    if (storage?.ordering === 'sync' && accesses.get(location) !== 'write') accesses.set(location, mode);
  }
  return accesses;
}

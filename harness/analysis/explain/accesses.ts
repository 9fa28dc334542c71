import type { OutcomeFacts, StepFacts } from '../../../results/step-facts.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Accesses, AccessSet } from '../../instrumentation/access-set.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { DeviceState } from '../../simulation/execution/execution.ts';
import { observing } from '../../simulation/execution/observing.ts';
import type { OpenWorld } from '../../simulation/execution/open-world.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import type { Words } from '../../simulation/execution/words.ts';
import { PROGRAM_VARIABLES } from '../../simulation/world/call-port.ts';
import type { Step } from '../../simulation/world/step.ts';

/** An entry of a synchronous storage as a step left it. */
export interface Entry {
  /** The complete value, for comparison. */
  readonly value: string | undefined;
  /** Reading it, as a step would. */
  readonly does: StepFacts;
  /** The stack of the code that accessed it; of a write rather than of a read. */
  readonly stack: string | undefined;
}

/** A step's accesses to storage entries and to the server. */
export interface Touched {
  readonly accesses: Accesses;
  /** Whether code of a program ran in it, which may use variables that programs share. They are not followed. */
  readonly runsProgram?: boolean;
  /** By location: what it touched on its way. Steps of storage operations tell that themselves. */
  readonly entries: ReadonlyMap<string, Entry>;
}

/** By id of a step. */
export type StepAccesses = ReadonlyMap<string, Touched>;

/**
 * Runs an execution again to see what each step accesses of stored data and of the server. Steps of storage operations and
 * requests report that themselves. The entries of a synchronous storage are accessed in the middle of other steps.
 */
export async function accessesOf(
  subject: Subject,
  { steps }: Pick<Executed, 'steps'>,
): Promise<StepAccesses> {
  const found = new Map<string, Touched>();
  let world: OpenWorld | undefined;
  const strategy = observing(replayStrategy(steps.map(({ id }) => id)), {
    attach: (open) => {
      world = open;
    },
    settled: (step) => {
      if (world) found.set(step.id, touchedIn(step, world));
    },
  });
  await execute(subject, strategy, { observed: true, stacks: true });
  return found;
}

function touchedIn({ resource, writes }: Step, { world, devices, words }: OpenWorld): Touched {
  const accesses = new AccessSet();
  const entries = new Map<string, Entry>();
  if (resource !== undefined) accesses.add(writes ? 'write' : 'read', resource);
  for (const [location, mode] of world.touched) {
    const name = location.slice(0, location.indexOf(':'));
    const device = devices.get(name);
    if (device?.storage.ordering !== 'sync') continue;
    accesses.add(mode, location);
    entries.set(location, {
      ...entryOf(device.state, location.slice(name.length + 1), words),
      stack: world.touchedFrom(location),
    });
  }
  return { accesses: accesses.all, entries, runsProgram: world.touched.has(PROGRAM_VARIABLES) };
}

function entryOf({ data, keyPrefix }: DeviceState, key: string, words: Words): Omit<Entry, 'stack'> {
  const value = data.get(key);
  const name = words.key(key.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : key);
  const outcome: OutcomeFacts =
    value === undefined ? { code: 'nothing' } : { code: 'value', value: words.value(value) };
  return { value, does: { kind: 'effect', operation: 'getItem', keys: [name], outcome } };
}

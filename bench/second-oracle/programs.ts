import fc from 'fast-check';
import { huntedPrograms, LARGEST } from '../../harness/campaigns/hunt/grammar.ts';
import { type HuntedProgram, scenarioOf, titleOf } from '../../harness/campaigns/hunt/hunted-program.ts';
import { defineScenario, type Scenario, type Start } from '../../harness/simulation/scenario/scenario.ts';
import type { Views } from './view.ts';

/** A program as `hunt` writes it, in a world with more to it than a hunt draws. */
export interface TriedProgram {
  readonly hunted: HuntedProgram;
  /** Whether all tabs run in one renderer process. */
  readonly isOneProcess: boolean;
  /** Whether a failure of the storage lasts. */
  readonly lasts: boolean;
  /** Whether it stays in a pool in which the release cannot refresh. */
  readonly staysInPool: boolean;
}

const SIZE = { ...LARGEST, actors: 3, callsPerActor: 3 };

export const triedPrograms: fc.Arbitrary<TriedProgram> = fc.record({
  hunted: huntedPrograms(SIZE),
  isOneProcess: fc.boolean(),
  lasts: fc.boolean(),
  staysInPool: fc.nat(7).map((drawn) => drawn === 0),
});

/**
 * A program where a release can show something: on a storage that it can read. In a pool in which it cannot refresh every
 * user is signed out sooner or later, and little else shows: seven of eight programs are played in a pool in which it can,
 * and so is each in which a clock jumps. When it refreshes, and fails, is not as in the world where nothing happens then.
 * @param quiet what the user sees on the release where nothing happens
 */
export function playableOn(quiet: Views, program: TriedProgram): TriedProgram {
  const { hunted, staysInPool } = program;
  if (quiet.atOnce.kind !== 'signed-in') {
    return { ...program, hunted: { ...hunted, storage: 'fifo', rotation: 'off' } };
  }
  const jumps = hunted.fault === 'clock-forward' || hunted.fault === 'clock-back';
  if (quiet.later.kind === 'signed-in' || (staysInPool && !jumps)) return program;
  return { ...program, hunted: { ...hunted, rotation: 'off' } };
}

export function scenarioToTry(program: TriedProgram): Scenario {
  const scenario = scenarioOf('generated', program.hunted);
  return defineScenario({
    ...scenario,
    start: (options): Start => varied(scenario.start(options), program),
  });
}

export function inWords({ hunted, isOneProcess, lasts }: TriedProgram): string {
  const more = [isOneProcess ? 'tabs in one process' : '', lasts ? 'storage failures last' : ''];
  return [titleOf(hunted), ...more.filter((words) => words !== '')].join(', ');
}

function varied(start: Start, { isOneProcess, lasts }: TriedProgram): Start {
  const realms = Object.entries(start.realms).map(([name, realm]) => [
    name,
    isOneProcess && realm.platform === 'web' ? { ...realm, process: 'renderer' } : realm,
  ]);
  const storage = start.faults?.storage?.map((rule) =>
    typeof rule === 'string' ? { kind: rule, lasts } : rule,
  );
  return {
    ...start,
    realms: Object.fromEntries(realms),
    ...(start.faults && storage && { faults: { ...start.faults, storage } }),
  };
}

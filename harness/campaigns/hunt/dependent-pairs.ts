import { type AccessMode, conflict } from '../../instrumentation/access-set.ts';
import { JUDGED } from '../../simulation/execution/compared-moments.ts';
import { observing } from '../../simulation/execution/observing.ts';
import type { OpenWorld } from '../../simulation/execution/open-world.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import { isFault, type Step } from '../../simulation/world/step.ts';

/** An earlier access to a location whose order with the next access matters. */
interface Access {
  readonly actor: string;
  readonly label: string;
  readonly mode: AccessMode;
}

/**
 * The coverage of a hunt: pairs of dependent steps, in order. That is, steps of two actors that access one location one
 * after the other, at least one of them writing. A step is identified by what it is (its API call, kind and operation),
 * a location by what it holds (the entry `accessToken` of the first user, a session at the server), so pairs mean the
 * same in every program. Faults and kills form pairs with the step before them.
 *
 * Locations on the heap are left out: tracking them takes several times as long.
 */
export class DependentPairs {
  readonly #seen = new Set<string>();
  #fresh = 0;

  /** Number of distinct pairs so far. */
  get count(): number {
    return this.#seen.size;
  }

  /** Number of new pairs since the last call. */
  takeFresh(): number {
    const fresh = this.#fresh;
    this.#fresh = 0;
    return fresh;
  }

  /** Wraps a strategy, to note the pairs of its executions. */
  watch(strategy: Strategy): Strategy {
    let open: OpenWorld | undefined;
    let accesses = new Map<string, Access[]>();
    let before = 'start';
    return observing(strategy, {
      attach: (world) => {
        open = world;
        accesses = new Map();
        before = 'start';
      },
      settled: (step) => {
        if (!open) return;
        const label = labelOf(step, open);
        if (isFault(step)) this.#add(`${before} then ${label}`);
        for (const [location, mode] of touchedBy(step, open)) {
          this.#follow(accesses, location, { actor: step.actor, label, mode });
        }
        before = label;
      },
    });
  }

  #follow(accesses: Map<string, Access[]>, location: string, access: Access): void {
    const earlier = accesses.get(location) ?? [];
    for (const { actor, label, mode } of earlier) {
      if (actor !== access.actor && conflict(mode, access.mode)) {
        this.#add(`${label} then ${access.label} at ${location}`);
      }
    }
    // Accesses before a write are ordered with it, not with later ones.
    if (access.mode === 'write') accesses.set(location, [access]);
    else accesses.set(location, [...earlier.filter(({ actor }) => actor !== access.actor), access]);
  }

  #add(pair: string): void {
    if (this.#seen.has(pair)) return;
    this.#seen.add(pair);
    this.#fresh += 1;
  }
}

/** `fetchAuthSession effect of a write`, `signOut RevokeToken`. */
function labelOf(step: Step, { calls }: OpenWorld): string {
  const call = calls.records.findLast(
    ({ actor, startedAt }) => actor === step.actor && startedAt !== undefined,
  );
  const what = step.kind === 'request' ? step.facts().operation : step.kind;
  return `${call?.api ?? 'boot'} ${what}${step.kind === 'effect' ? ` of a ${step.writes ? 'write' : 'read'}` : ''}`;
}

function* touchedBy(step: Step, { world, words, devices }: OpenWorld): Iterable<[string, AccessMode]> {
  if (step.kind === 'effect' && step.resource) {
    yield [placeOf(step.resource), step.writes ? 'write' : 'read'];
  }
  for (const [location, mode] of world.touched) {
    if (!location.endsWith(':queue') && !location.startsWith(JUDGED)) yield [placeOf(location), mode];
  }

  function placeOf(location: string): string {
    const colon = location.indexOf(':');
    const [where, what] = [location.slice(0, colon), location.slice(colon + 1)];
    const prefix = devices.get(where)?.state.keyPrefix;
    if (prefix !== undefined) {
      return words.key(what.startsWith(prefix) ? what.slice(prefix.length) : what);
    }
    // The particular session or user differs from program to program.
    return location.split(':', 2).join(':');
  }
}

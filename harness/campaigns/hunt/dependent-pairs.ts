import { type AccessMode, conflict } from '../../instrumentation/access-set.ts';
import { JUDGED } from '../../simulation/execution/compared-moments.ts';
import { observing } from '../../simulation/execution/observing.ts';
import type { OpenWorld } from '../../simulation/execution/open-world.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import { isFault, type Step } from '../../simulation/world/step.ts';

/** Who touched a location last, of those whose order matters to whoever comes next. */
interface Access {
  readonly actor: string;
  readonly label: string;
  readonly mode: AccessMode;
}

/**
 * What a hunt covers: pairs of dependent steps, that is steps of two actors that touch one location one after the
 * other, at least one of them writing, in the order in which they came. A step counts as what it is (the API call
 * that it belongs to, its kind, its operation), a location as what is there (the entry `accessToken` of the first
 * user, a session at the server), so that pairs mean the same in every program. Faults and deaths pair with the
 * step before them.
 *
 * Locations on the heap are left out: to follow them takes several times as long.
 */
export class DependentPairs {
  readonly #seen = new Set<string>();
  #fresh = 0;

  /** Distinct pairs met so far. */
  get count(): number {
    return this.#seen.size;
  }

  /** Pairs that were met for the first time since this was last called. */
  takeFresh(): number {
    const fresh = this.#fresh;
    this.#fresh = 0;
    return fresh;
  }

  /** The same strategy, the pairs of its executions noted. */
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
    // What lies behind a write is ordered with it, not with what follows.
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
    // Which session or user it is differs from program to program.
    return location.split(':', 2).join(':');
  }
}

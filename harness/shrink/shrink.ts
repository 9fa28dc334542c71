import { type Executed, execute } from '../execution/execute.ts';
import type { Subject } from '../execution/subject.ts';
import { randomStrategy } from '../strategies/random.ts';
import { replayStrategy } from '../strategies/replay.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { type Deviations, deviatingStrategy, deviationsOf } from './deviations.ts';
import { SwitchCounter, type Switches } from './switches.ts';

export interface Shrunk {
  readonly subject: Subject;
  readonly executed: Executed;
  readonly switches: Switches;
}

export interface ShrinkOptions {
  /** Whether an execution shows the finding that is being shrunk. */
  readonly shows: (executed: Executed) => boolean;
  /** Most executions to spend. */
  readonly budget: number;
  /** Random executions to try when a smaller program does not fail in the same order. */
  readonly searches?: number;
}

const DEFAULT_SEARCHES = 400;

interface Candidate extends Shrunk {
  readonly deviations: Deviations;
}

/**
 * Reduces a failing execution to a locally minimal one: no actor, fault or departure from the default order can
 * be left out, none moved elsewhere and no two neighbouring blocks of steps swapped for fewer context switches,
 * without losing the finding. Delta debugging (Zeller and Hildebrandt, 2002) over the departures of a schedule.
 */
export async function shrink(
  subject: Subject,
  schedule: readonly string[],
  options: ShrinkOptions,
): Promise<Shrunk> {
  const shrinker = new Shrinker(options);
  const first = await shrinker.attempt(subject, deviationsOf(schedule));
  if (!first) throw new Error('the execution to shrink does not show the finding');
  let best = await shrinker.dropActors(first);
  for (let previous: Candidate | undefined; previous !== best && !shrinker.spent; ) {
    previous = best;
    best = await shrinker.dropDeviations(best);
    best = await shrinker.swapBlocks(best);
    best = await shrinker.moveDeviations(best);
  }
  return best;
}

class Shrinker {
  readonly #options: ShrinkOptions;
  #executions = 0;

  constructor(options: ShrinkOptions) {
    this.#options = options;
  }

  get spent(): boolean {
    return this.#executions >= this.#options.budget;
  }

  attempt(subject: Subject, deviations: Deviations): Promise<Candidate | undefined> {
    return this.#run(subject, deviatingStrategy(deviations), deviations);
  }

  /**
   * Leaves out one actor after the other, the last first; where the old order no longer fails, looks for another
   * that does. One that could not be left out may be once another has gone.
   */
  async dropActors(from: Candidate): Promise<Candidate> {
    let best = from;
    const needed = new Set<string>();
    while (best.subject.program.length > 1) {
      const next = best.subject.program.findLast(({ actor }) => !needed.has(actor));
      if (!next) break;
      const program = best.subject.program.filter((other) => other !== next);
      const smaller = { ...best.subject, program };
      const found = (await this.attempt(smaller, best.deviations)) ?? (await this.#searchAgain(smaller));
      if (found) {
        best = found;
        needed.clear();
      } else {
        needed.add(next.actor);
      }
    }
    return best;
  }

  async dropDeviations(from: Candidate): Promise<Candidate> {
    let best = from;
    for (
      let size = Math.ceil(best.deviations.size / 2);
      size >= 1;
      size = size === 1 ? 0 : Math.ceil(size / 2)
    ) {
      let start = 0;
      while (start < best.deviations.size && !this.spent) {
        const entries = [...best.deviations];
        const kept = new Map([...entries.slice(0, start), ...entries.slice(start + size)]);
        const found = await this.attempt(best.subject, kept);
        if (found && cost(found) <= cost(best)) best = found;
        else start += size;
      }
    }
    return best;
  }

  /** Swaps neighbouring blocks of one actor each where that saves context switches. */
  async swapBlocks(from: Candidate): Promise<Candidate> {
    let best = from;
    let improved = true;
    while (improved && !this.spent) {
      improved = false;
      const blocks = blocksOf(best.executed);
      for (let index = 0; index + 1 < blocks.length && !this.spent; index += 1) {
        const order = blocks
          .with(index, blocks[index + 1] ?? [])
          .with(index + 1, blocks[index] ?? [])
          .flat();
        const found = await this.#run(best.subject, replayStrategy(order));
        if (!found || cost(found) >= cost(best)) continue;
        best = found;
        improved = true;
        break;
      }
    }
    return best;
  }

  /** Lets each departure happen after another step instead, where that saves context switches. */
  async moveDeviations(from: Candidate): Promise<Candidate> {
    let best = from;
    const actors = new Map(from.executed.steps.map(({ id, actor }) => [id, actor]));
    for (const [after, wanted] of from.deviations) {
      const actor = wanted.startsWith('@') ? wanted : `@${actors.get(wanted)}`;
      for (const { id } of best.executed.steps) {
        if (this.spent || !best.deviations.has(after)) break;
        if (best.deviations.has(id)) continue;
        const moved = new Map([...best.deviations].filter(([key]) => key !== after)).set(id, actor);
        const found = await this.attempt(best.subject, moved);
        if (found && cost(found) < cost(best)) best = found;
      }
    }
    return best;
  }

  async #searchAgain(subject: Subject): Promise<Candidate | undefined> {
    const strategy = randomStrategy(subject.seed);
    const searches = this.#options.searches ?? DEFAULT_SEARCHES;
    for (let run = 0; run < searches && !this.spent; run += 1) {
      strategy.begin();
      this.#executions += 1;
      // Not observed, which is several times as fast; what is found is run again.
      const executed = await execute(subject, strategy);
      if (!this.#options.shows(executed)) continue;
      const found = await this.attempt(subject, deviationsOf(executed.steps.map(({ id }) => id)));
      if (found) return found;
    }
    return undefined;
  }

  /** @param deviations by which `strategy` goes; all that it did when absent */
  async #run(subject: Subject, strategy: Strategy, deviations?: Deviations): Promise<Candidate | undefined> {
    this.#executions += 1;
    const counter = new SwitchCounter();
    const executed = await execute(subject, counter.watch(strategy), { observed: true });
    if (!this.#options.shows(executed)) return undefined;
    return {
      subject,
      executed,
      switches: counter.counts,
      deviations: deviations ?? deviationsOf(executed.steps.map(({ id }) => id)),
    };
  }
}

/** Faults and kills count most, then preemptions, then all switches, then steps: factors far apart keep them so. */
function cost({ switches, executed }: Candidate): number {
  const disasters = executed.steps.filter(({ kind }) => kind === 'fault' || kind === 'kill').length;
  return (
    ((disasters * 1000 + switches.preemptions.size) * 10_000 + switches.all) * 10_000 + executed.steps.length
  );
}

function blocksOf(executed: Executed): string[][] {
  const blocks: string[][] = [];
  let actor: string | undefined;
  for (const step of executed.steps) {
    if (step.actor !== actor) blocks.push([]);
    actor = step.actor;
    blocks.at(-1)?.push(step.id);
  }
  return blocks;
}

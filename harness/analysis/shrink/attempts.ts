import { randomStrategy } from '../../exploration/strategies/random.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { type ActorPart, partOfProgram } from '../../simulation/scenario/program-part.ts';
import { type Deviations, deviatingStrategy, deviationsOf } from './deviations.ts';
import { SwitchCounter, type Switches } from './switches.ts';

/** An execution of a part of a program that shows the finding. */
export interface Candidate {
  /** What of the whole program takes part. */
  readonly parts: readonly ActorPart[];
  /** The whole one's, with the program cut down to the parts. */
  readonly subject: Subject;
  readonly executed: Executed;
  readonly switches: Switches;
  readonly deviations: Deviations;
}

export interface AttemptOptions {
  /** Whether an execution shows the finding that is being shrunk. */
  readonly shows: (executed: Executed) => boolean;
  /** Most executions to spend. */
  readonly budget: number;
  /** Random executions to try when a smaller program does not fail in the same order. */
  readonly searches?: number;
}

const DEFAULT_SEARCHES = 400;

/** Runs parts of a subject's program and keeps what shows the finding, within a budget of executions. */
export class Attempts {
  readonly #whole: Subject;
  readonly #options: AttemptOptions;
  #executions = 0;

  constructor(whole: Subject, options: AttemptOptions) {
    this.#whole = whole;
    this.#options = options;
  }

  get spent(): boolean {
    return this.#executions >= this.#options.budget;
  }

  /** Follows the default choice but for the deviations. */
  byDeviations(parts: readonly ActorPart[], deviations: Deviations): Promise<Candidate | undefined> {
    return this.#run(parts, deviatingStrategy(deviations), deviations);
  }

  /** Follows the steps of a schedule that can be followed. */
  bySchedule(parts: readonly ActorPart[], schedule: readonly string[]): Promise<Candidate | undefined> {
    return this.#run(parts, replayStrategy(schedule));
  }

  /** Tries random orders, at most up to half of the budget: the rest is for making the order a simple one. */
  async byChance(parts: readonly ActorPart[]): Promise<Candidate | undefined> {
    const subject = this.#subjectOf(parts);
    const strategy = randomStrategy(subject.seed);
    const searches = this.#options.searches ?? DEFAULT_SEARCHES;
    for (let run = 0; run < searches && this.#executions < this.#options.budget / 2; run += 1) {
      strategy.begin();
      this.#executions += 1;
      // Not observed, which is several times as fast; what is found is run again.
      const executed = await execute(subject, strategy);
      if (!this.#options.shows(executed)) continue;
      const found = await this.byDeviations(parts, deviationsOf(executed.steps.map(({ id }) => id)));
      if (found) return found;
    }
    return undefined;
  }

  /** The same execution, to be explained. */
  async withStacks(candidate: Candidate): Promise<Candidate> {
    const strategy = deviatingStrategy(candidate.deviations);
    const executed = await execute(candidate.subject, strategy, { observed: true, stacks: true });
    return { ...candidate, executed };
  }

  #subjectOf(parts: readonly ActorPart[]): Subject {
    return { ...this.#whole, program: () => partOfProgram(this.#whole.program(), parts) };
  }

  /** @param deviations by which `strategy` goes; all that it did when absent */
  async #run(
    parts: readonly ActorPart[],
    strategy: Strategy,
    deviations?: Deviations,
  ): Promise<Candidate | undefined> {
    this.#executions += 1;
    const subject = this.#subjectOf(parts);
    const counter = new SwitchCounter();
    const executed = await execute(subject, counter.watch(strategy), { observed: true });
    if (!this.#options.shows(executed)) return undefined;
    return {
      parts,
      subject,
      executed,
      switches: counter.counts,
      deviations: deviations ?? deviationsOf(executed.steps.map(({ id }) => id)),
    };
  }
}

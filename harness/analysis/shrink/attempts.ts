import { randomStrategy } from '../../exploration/strategies/random.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { ActorPart } from '../../simulation/scenario/program-part.ts';
import { AT_REST } from '../../simulation/world/at-rest.ts';
import type { CallRecord } from '../../simulation/world/call-port.ts';
import type { Step } from '../../simulation/world/step.ts';
import { mustTakeSameSteps } from '../replay/not-reproducible.ts';
import { type Deviations, deviatingStrategy, deviationsOf } from './deviations.ts';
import type { KnownExecution, KnownExecutions } from './known-executions.ts';
import { SwitchCounter, type Switches } from './switches.ts';

/** An execution of a part of a program that shows the finding. */
export interface Candidate {
  /** What of the whole program takes part. */
  readonly parts: readonly ActorPart[];
  /** Outlines. */
  readonly steps: readonly Step[];
  readonly calls: readonly Pick<CallRecord, 'id' | 'actor'>[];
  readonly switches: Switches;
  readonly deviations: Deviations;
}

export interface AttemptOptions {
  /** The outcome of executions that show the finding that is being shrunk. */
  readonly wanted: string;
  /** Most executions to spend. Those that are known count as well, so that it does not matter which are. */
  readonly budget: number;
  /** Random executions to try when a smaller program does not fail in the same order. */
  readonly searches?: number;
}

const DEFAULT_SEARCHES = 400;

/** Runs parts of a subject's program and keeps what shows the finding, within a budget of executions. */
export class Attempts {
  readonly #known: KnownExecutions;
  readonly #options: AttemptOptions;
  #executions = 0;

  constructor(known: KnownExecutions, options: AttemptOptions) {
    this.#known = known;
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
    const { wanted, budget, searches = DEFAULT_SEARCHES } = this.#options;
    const strategy = randomStrategy(this.#known.subjectOf(parts).seed);
    for (let run = 0; run < searches && this.#executions < budget / 2; run += 1) {
      strategy.begin();
      this.#executions += 1;
      // Not observed, which is several times as fast; what is found is run again.
      const tried = await this.#known.run(parts, strategy, { observed: false });
      if (tried.outcome !== wanted) continue;
      const found = await this.byDeviations(parts, deviationsOf(idsIn(tried)));
      if (found) return found;
    }
    return undefined;
  }

  /**
   * The same execution, to be explained.
   * @throws {NotReproducible} where it is not the same
   */
  async withStacks({ parts, deviations, steps }: Candidate): Promise<Executed> {
    const strategy = deviatingStrategy(deviations);
    const executed = await execute(this.#known.subjectOf(parts), strategy, { observed: true, stacks: true });
    mustTakeSameSteps(steps, executed.steps);
    return executed;
  }

  /** @param deviations by which `strategy` goes; all that it did when absent */
  async #run(
    parts: readonly ActorPart[],
    strategy: Strategy,
    deviations?: Deviations,
  ): Promise<Candidate | undefined> {
    this.#executions += 1;
    const tried = await this.#known.run(parts, strategy, { observed: true });
    if (tried.outcome !== this.#options.wanted) return undefined;
    const counter = new SwitchCounter();
    for (const [index, { enabled, picked }] of tried.choices.entries()) {
      counter.picked(enabled, tried.choices[index - 1]?.picked, picked);
    }
    return {
      parts,
      steps: stepsIn(tried),
      calls: tried.calls,
      switches: counter.counts,
      deviations: deviations ?? deviationsOf(idsIn(tried)),
    };
  }
}

function stepsIn({ choices }: KnownExecution): Step[] {
  return choices.flatMap(({ picked }) => (picked && picked !== AT_REST ? [picked] : []));
}

function idsIn(execution: KnownExecution): string[] {
  return stepsIn(execution).map(({ id }) => id);
}

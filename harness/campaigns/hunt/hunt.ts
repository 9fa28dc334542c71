import fc from 'fast-check';
import type { HuntProgress, HuntResult } from '../../../results/hunt.ts';
import { Randomness } from '../../amplify/realm/randomness.ts';
import { NotReproducible } from '../../analysis/replay/not-reproducible.ts';
import type { Budget } from '../../exploration/explore/explore.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judge } from '../../simulation/invariants/index.ts';
import { uncontrolledInWords } from '../../simulation/world/world.ts';
import { Catch } from './catch.ts';
import { Corpus } from './corpus.ts';
import { DependentPairs } from './dependent-pairs.ts';
import { huntedPrograms, sizeAfter } from './grammar.ts';
import { type HuntedProgram, scenarioOf } from './hunted-program.ts';
import { investigate, type LoadScenario, save } from './investigate.ts';
import { mutate } from './mutate.ts';
import { huntedOrders } from './shrink-program.ts';
import { Suspicions } from './suspicions.ts';

export interface HuntOptions {
  readonly load: LoadScenario;
  readonly seed: number;
  /** Time only decides when to stop: the first executions of a seed are always the same. */
  readonly budget: Budget;
  /** Directory for traces and scenario files; none are written if absent. */
  readonly directory?: string;
  readonly onProgress?: (progress: HuntProgress) => void;
}

/** Number of orders in which to run a program. It is repeated as long as the last ones reach new pairs of dependent steps. */
const ORDERS = 12;
const MOST_ROUNDS = 5;

/** Generates programs, runs them in random orders and investigates what breaks, until the budget ends. */
export function hunt(options: HuntOptions): Promise<HuntResult> {
  return new Hunt(options).run();
}

class Hunt {
  readonly #options: HuntOptions;
  readonly #started = performance.now();
  readonly #pairs = new DependentPairs();
  readonly #corpus = new Corpus();
  readonly #suspicions = new Suspicions();
  readonly #catch = new Catch();
  #programs = 0;
  #executions = 0;
  #failing = 0;
  #inconclusive = 0;
  #reason: string | undefined;

  constructor(options: HuntOptions) {
    this.#options = options;
  }

  async run(): Promise<HuntResult> {
    let release: Subject['release'] | undefined;
    do {
      const program = this.#write();
      const subject = await this.#options.load(scenarioOf('hunted', program));
      release = subject.release;
      await this.#runProgram(program, subject);
    } while (!this.#isOver());
    const { label, version } = release;
    const { seed, budget } = this.#options;
    return {
      amplify: label,
      version,
      seed,
      programs: this.#programs,
      kept: this.#corpus.size,
      pairs: this.#pairs.count,
      executions: this.#executions,
      failing: this.#failing,
      inconclusive: this.#inconclusive,
      ...(this.#reason && { reason: this.#reason }),
      durationMs: Math.round(performance.now() - this.#started),
      interrupted: budget.signal?.aborted ?? false,
      causes: this.#catch.ranked(),
    };
  }

  /** The next program: half are new, and half are neighbours of one that reached something new. */
  #write(): HuntedProgram {
    const randomness = Randomness.named(this.#options.seed, `hunted program ${this.#programs}`);
    const size = sizeAfter(this.#programs);
    this.#programs += 1;
    const [drawn] = fc.sample(huntedPrograms(size), { seed: randomness.below(2 ** 31), numRuns: 1 });
    if (!drawn) throw new Error('fast-check drew no program');
    if (randomness.below(2) === 0) return drawn;
    const kept = this.#corpus.pick(randomness);
    return kept ? mutate(kept, drawn, size, randomness) : drawn;
  }

  async #runProgram(program: HuntedProgram, subject: Subject): Promise<void> {
    const orders = huntedOrders(
      Randomness.named(this.#options.seed, `orders ${this.#programs}`).below(2 ** 31),
    );
    const watched = this.#pairs.watch(orders);
    let gain = 0;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      for (let order = 0; order < ORDERS && !this.#isOver() && watched.begin(); order += 1) {
        const executed = await execute(subject, watched);
        watched.end(executed);
        this.#executions += 1;
        this.#report('hunting', subject);
        await this.#judge(executed, program, subject, orders.deciding);
      }
      const fresh = this.#pairs.takeFresh();
      gain += fresh;
      if (fresh === 0 || this.#isOver()) break;
    }
    if (gain > 0) this.#corpus.add(program, gain);
  }

  async #judge(
    executed: Executed,
    program: HuntedProgram,
    subject: Subject,
    foundBy = 'hunt',
  ): Promise<void> {
    const { uncontrolled, ending } = executed;
    if (uncontrolled || ending === 'too-long') {
      this.#inconclusive += 1;
      this.#reason ??= uncontrolled
        ? uncontrolledInWords(uncontrolled)
        : 'an execution did not reach its end';
      return;
    }
    const [violation] = judge(executed);
    if (!violation) return;
    this.#failing += 1;
    this.#catch.count(violation);
    if (!this.#suspicions.add(violation, program, executed)) return;
    this.#report('shrinking', subject);
    const symptom = {
      violation,
      schedule: executed.steps.map(({ id }) => id),
      hits: 1,
      firstHit: this.#executions,
      foundBy,
    };
    const firstSeconds = (performance.now() - this.#started) / 1000;
    const { load, directory } = this.#options;
    try {
      const investigated = await investigate(symptom, program, load, directory);
      const { invariant, cause } = investigated.finding;
      const isNew = !this.#catch.has(invariant, cause);
      this.#suspicions.settle(violation, { isNew });
      if (isNew) {
        const saved = save(investigated, subject.release.version, directory);
        this.#catch.add(violation, cause, { ...saved, firstSeconds });
      }
    } catch (error) {
      if (!(error instanceof NotReproducible)) throw error;
      this.#inconclusive += 1;
      this.#reason ??= `uncontrolled: ${error.message}`;
      this.#suspicions.settle(violation, { isNew: false });
    }
  }

  #isOver(): boolean {
    const { runs, seconds, signal } = this.#options.budget;
    if (signal?.aborted) return true;
    if (runs !== undefined && this.#executions >= runs) return true;
    return seconds !== undefined && performance.now() - this.#started >= seconds * 1000;
  }

  #report(phase: HuntProgress['phase'], { release }: Subject): void {
    const { budget, onProgress } = this.#options;
    if (!onProgress) return;
    const elapsed = (performance.now() - this.#started) / 1000;
    const perSecond = this.#executions / elapsed;
    const left = [
      ...(budget.runs === undefined ? [] : [(budget.runs - this.#executions) / perSecond]),
      ...(budget.seconds === undefined ? [] : [budget.seconds - elapsed]),
    ];
    onProgress({
      amplify: release.label,
      phase,
      executions: this.#executions,
      ...(budget.runs !== undefined && { planned: budget.runs }),
      programs: this.#programs,
      pairs: this.#pairs.count,
      causes: this.#catch.size,
      perSecond,
      ...(left.length > 0 && { remainingSeconds: Math.max(0, Math.min(...left)) }),
    });
  }
}

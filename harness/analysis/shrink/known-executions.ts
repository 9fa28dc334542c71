import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { type ActorPart, formatPart, partOfProgram } from '../../simulation/scenario/program-part.ts';
import type { CallRecord } from '../../simulation/world/call-port.ts';
import { eventLoopTurn } from '../../simulation/world/quiescence.ts';
import type { Step } from '../../simulation/world/step.ts';
import { notThereAgain } from '../replay/not-reproducible.ts';
import { type Choice, type Led, OrderTree } from './order-tree.ts';
import { Outlines } from './outline.ts';

/** Choices that are remembered, at most: some hundred bytes each. */
const MOST_CHOICES = 500_000;

/** What is known of an execution without its world. */
export interface KnownExecution extends End {
  readonly choices: readonly Choice[];
}

interface End {
  /** What came of it, as a code. */
  readonly outcome: string;
  readonly calls: readonly Pick<CallRecord, 'id' | 'actor'>[];
}

/**
 * Executions of parts of one program, each order of which is run once. Shrinking comes to the same order on many ways,
 * also from several findings of one check.
 */
export class KnownExecutions {
  /** The subject, with its whole program. */
  readonly whole: Subject;
  /** What is to be known of an execution, as a code. */
  readonly outcomeOf: (executed: Executed) => string;
  readonly #onEach: () => void;
  readonly #trees = new Map<string, OrderTree<End>>();
  readonly #outlines = new Outlines();
  #choices = 0;

  /**
   * @param outcomeOf depends on the execution alone
   * @param onEach called for each execution, also one that is known: may throw to give up
   */
  constructor(whole: Subject, outcomeOf: (executed: Executed) => string, onEach = (): void => {}) {
    this.whole = whole;
    this.outcomeOf = outcomeOf;
    this.#onEach = onEach;
  }

  /** The whole subject, its program cut down to the parts. */
  subjectOf(parts: readonly ActorPart[]): Subject {
    return { ...this.whole, program: () => partOfProgram(this.whole.program(), parts) };
  }

  /**
   * What comes of a strategy: by running it, unless that is known.
   * @param strategy has begun an execution. It must look at no more of steps than outlines have.
   * @throws {NotReproducible} where less can be chosen from than another time after the same steps
   */
  async run(
    parts: readonly ActorPart[],
    strategy: Strategy,
    { observed }: { readonly observed: boolean },
  ): Promise<KnownExecution> {
    this.#onEach();
    const tree = this.#treeOf(parts, observed);
    const led = tree.lead(strategy);
    if (led.end) {
      // As after one that is run, a signal can come in.
      await eventLoopTurn();
      return { ...led.end, choices: led.choices };
    }
    const noting = new NotingStrategy(strategy, led, this.#outlines);
    const executed = await execute(this.subjectOf(parts), noting, { observed });
    const end = {
      outcome: this.outcomeOf(executed),
      calls: executed.calls.map(({ id, actor }) => ({ id, actor })),
    };
    this.#choices += noting.choices.length - led.choices.length;
    if (this.#choices <= MOST_CHOICES) tree.add(noting.choices, end);
    return { ...end, choices: noting.choices };
  }

  /** Who is observed may be of another actor. */
  #treeOf(parts: readonly ActorPart[], observed: boolean): OrderTree<End> {
    const name = [observed, ...parts.map(formatPart).sort()].join('.');
    let tree = this.#trees.get(name);
    if (!tree) {
      tree = new OrderTree();
      this.#trees.set(name, tree);
    }
    return tree;
  }
}

/** Goes on with a strategy from where it has led, and notes the choices that it comes to. */
class NotingStrategy implements Strategy {
  readonly name: string;
  readonly choices: Choice[] = [];
  readonly #strategy: Strategy;
  readonly #led: readonly Choice[];
  readonly #outlines: Outlines;
  /** Of this execution. */
  readonly #outlineOf = new Map<Step, Step>();

  constructor(strategy: Strategy, { choices }: Led<unknown>, outlines: Outlines) {
    this.name = strategy.name;
    this.#strategy = strategy;
    this.#led = choices;
    this.#outlines = outlines;
  }

  begin(): boolean {
    return true;
  }

  pick(enabled: readonly Step[], last: Step | undefined): Step | undefined {
    const known = this.#led[this.choices.length];
    if (known) {
      this.choices.push(known);
      return again(known, enabled);
    }
    const picked = this.#strategy.pick(enabled, last);
    this.choices.push({
      enabled: enabled.map((step) => this.#outline(step)),
      picked: picked && this.#outline(picked),
    });
    return picked;
  }

  end(): void {}

  #outline(step: Step): Step {
    let outline = this.#outlineOf.get(step);
    if (!outline) {
      outline = this.#outlines.of(step);
      this.#outlineOf.set(step, outline);
    }
    return outline;
  }
}

/** The step that was picked another time. */
function again({ picked }: Choice, enabled: readonly Step[]): Step | undefined {
  const step = enabled.find(({ id }) => id === picked?.id);
  if (picked && !step) throw notThereAgain(picked.id);
  return step;
}

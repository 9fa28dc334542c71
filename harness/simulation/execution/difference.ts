import { isDeepStrictEqual } from 'node:util';
import { stepInWords } from '../../../results/words/step.ts';
import type { ExecutionFacts, Fact, StepFact } from './facts.ts';

/** The first thing in which two executions differ. */
export interface Difference {
  /** `step`: they did different things; `outcome`: they did the same things, with another outcome. */
  readonly kind: 'step' | 'outcome';
  /** Causal id of the step, or what the fact is about. */
  readonly about: string;
  /** What was there first and the second time, in words; undefined where there was nothing. */
  readonly first: string | undefined;
  readonly again: string | undefined;
  /** How many steps both took before it, the same ones; all of them for an outcome. */
  readonly after: number;
}

/** @returns nothing where they are the same */
export function firstDifference(first: ExecutionFacts, again: ExecutionFacts): Difference | undefined {
  const most = Math.max(first.steps.length, again.steps.length);
  for (let at = 0; at < most; at += 1) {
    const [one, other] = [first.steps[at], again.steps[at]];
    if (one?.id === other?.id && isDeepStrictEqual(one?.does, other?.does)) continue;
    const about = (one ?? other)?.id ?? '';
    return { kind: 'step', about, first: inWords(one), again: inWords(other, one), after: at };
  }
  return outcomeDifference(first, again);
}

function outcomeDifference(first: ExecutionFacts, again: ExecutionFacts): Difference | undefined {
  const after = first.steps.length;
  const others = new Map(again.outcomes.map((fact) => [fact.about, fact]));
  for (const fact of first.outcomes) {
    const other = others.get(fact.about);
    if (other?.exact !== fact.exact) return { kind: 'outcome', ...both(fact, other), after };
    others.delete(fact.about);
  }
  const [added] = others.values();
  return added && { kind: 'outcome', ...both(undefined, added), after };
}

function both(one: Fact | undefined, other: Fact | undefined): Pick<Difference, 'about' | 'first' | 'again'> {
  return { about: (one ?? other)?.about ?? '', first: one?.shown, again: other?.shown };
}

/** With its id where that is not the one that it is compared by. */
function inWords(step: StepFact | undefined, compared?: StepFact): string | undefined {
  if (!step) return undefined;
  const words = stepInWords(step.does);
  return compared && compared.id !== step.id ? `${step.id}: ${words}` : words;
}

/** As the end of a sentence that begins with the two executions, such as "differ in step A:1: first ...". */
export function differenceInWords({ kind, about, first, again }: Difference): string {
  const where = kind === 'step' ? `differ in step ${about}` : `take the same steps and differ in ${about}`;
  if (again === undefined) return `${where}, which is not there again`;
  if (first === undefined) return `${where}, which was not there first`;
  // What is secret is not shown: the words may be the same.
  return first === again ? where : `${where}: first "${first}", then "${again}"`;
}

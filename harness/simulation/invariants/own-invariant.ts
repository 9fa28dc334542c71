import { working } from '../../../host/work-log.ts';
import type { WholeExecution } from '../execution/execution.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { thrownInWords } from '../scenario/scenario-position.ts';
import { shown } from '../scenario/schema/shown.ts';
import { type Breach, type Judgement, NOT_IN_FORCE, type OwnInvariant } from './invariant.ts';
import { withoutOrder } from './without-order.ts';

/**
 * What an invariant of a scenario says of an execution.
 * @throws {ScenarioError} where it throws, says something that is no answer, or reads an order that it says it ignores
 */
export function judgementOfOwn(invariant: OwnInvariant, execution: WholeExecution): Judgement {
  return answerOf(invariant, invariant.ignoresOrder ? withoutOrder(execution, invariant.name) : execution);
}

function answerOf(invariant: OwnInvariant, execution: WholeExecution): Judgement {
  const { name } = invariant;
  let answer: unknown;
  try {
    answer = working(
      () => `invariant ${name}`,
      () => invariant.check(execution),
    );
  } catch (error) {
    // It reads what it says that it ignores.
    if (error instanceof ScenarioError) throw error;
    throw new ScenarioError(`invariant ${name} throws ${thrownInWords(error)}`, { cause: error });
  }
  if (answer === undefined || answer === NOT_IN_FORCE || isBreach(answer)) return answer;
  throw new ScenarioError(
    `invariant ${name} returns ${shown(answer)}; expected undefined where it holds, NOT_IN_FORCE where it has nothing to judge, { symptom, message } (both texts) where it is broken${
      answer instanceof Promise ? '. It must not return a promise: check must not be async' : ''
    }`,
  );
}

function isBreach(answer: unknown): answer is Breach {
  if (typeof answer !== 'object' || answer === null) return false;
  const { symptom, message } = answer as Partial<Record<keyof Breach, unknown>>;
  return typeof symptom === 'string' && symptom !== '' && typeof message === 'string' && message !== '';
}

/**
 * Invariants for a part of the program that they were written for. One may count on an actor that is not there, and
 * throw: then it is broken in a way of its own, so that what is looked for is not taken to have gone away.
 */
export function lenient(invariants: readonly OwnInvariant[]): OwnInvariant[] {
  return invariants.map((invariant) => ({
    ...invariant,
    check(execution) {
      try {
        // What it may see has been cut down for it already.
        return answerOf(invariant, execution);
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        return { symptom: 'cannot-be-judged', message: error.message };
      }
    },
  }));
}

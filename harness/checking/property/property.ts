import fc from 'fast-check';
import { defaultChoice } from '../../exploration/strategies/replay.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judgesSession, judgeWithReach } from '../../simulation/invariants/index.ts';
import { actorName } from '../../simulation/scenario/actor-name.ts';
import type { ActorProgram } from '../../simulation/scenario/scenario.ts';
import { uncontrolledInWords } from '../../simulation/world/world.ts';
import { refuseMistakesInVocabulary, refuseMistakesTogether, type Vocabulary } from './vocabulary.ts';

/** A generated program and order: what fast-check prints as the counterexample. */
export interface GeneratedRace {
  readonly program: readonly ActorProgram[];
  /** Each picks a step among those enabled; 0 is the default choice, to which it shrinks. */
  readonly choices: readonly number[];
}

const MOST_ENABLED = 16;
const MOST_CHOICES = 200;

/** Executions without a session to judge that a property begins with before it gives up. */
const MOST_UNJUDGED = 50;

/**
 * Programs of concurrent actors together with the orders to run them in; both shrink.
 * @throws {TypeError} with all keys and values of the vocabulary that there are not
 */
export function generatedRace(vocabulary: Vocabulary): fc.Arbitrary<GeneratedRace> {
  refuseMistakesInVocabulary(vocabulary);
  const { realms, calls, maxActors = 4, maxCallsPerActor = 2 } = vocabulary;
  const actor = fc.record({
    realm: fc.constantFrom(...realms),
    calls: fc.array(fc.constantFrom(...calls), { minLength: 1, maxLength: maxCallsPerActor }),
  });
  return fc.record({
    program: fc
      .array(actor, { minLength: 1, maxLength: maxActors })
      .map((actors) => actors.map((one, index) => ({ actor: actorName(index), ...one }))),
    choices: fc.array(fc.nat(MOST_ENABLED), { maxLength: MOST_CHOICES, size: 'max' }),
  });
}

/**
 * The property that no invariant breaks, whatever the program and the order. For `fc.assert` and `fc.check`. It fails
 * with all mistakes where the scenario or the vocabulary has any, where an execution does not come to an end, and
 * where nothing about the session is judged: fast-check counts a run only once an invariant about the session, or one
 * of the scenario's own, was in force in one.
 * @param subject its program is replaced by generated ones
 * @throws {TypeError} with all keys and values of the vocabulary that there are not
 */
export function raceProperty(
  subject: Omit<Subject, 'program'>,
  vocabulary: Vocabulary,
): fc.IAsyncProperty<[GeneratedRace]> {
  const race = generatedRace(vocabulary);
  let checked: Promise<void> | undefined;
  let hasJudged = false;
  let unjudged = 0;
  return fc.asyncProperty(race, async ({ program, choices }) => {
    checked ??= refuseMistakesTogether(subject, vocabulary);
    await checked;
    const executed = await execute({ ...subject, program: () => program }, choiceStrategy(choices));
    const { uncontrolled, ending, steps } = executed;
    if (uncontrolled) throw new Error(uncontrolledInWords(uncontrolled));
    if (ending !== 'quiescent') {
      throw new Error(`the program did not end within ${steps.length} steps, so it cannot be judged`);
    }
    const { violations, inForce } = judgeWithReach(executed, subject.scenario.invariants);
    const [violation] = violations;
    if (violation) throw new Error(`${violation.invariant}: ${violation.message}`);
    hasJudged ||= judgesSession(inForce.map((invariant) => ({ invariant, inForce: 1, of: 1 })));
    if (hasJudged) return;
    unjudged += 1;
    if (unjudged >= MOST_UNJUDGED) throw new Error(nothingJudged(unjudged));
    // A run that shows nothing must not make the property hold.
    fc.pre(false);
  });
}

function nothingJudged(executions: number): string {
  return (
    `nothing judged: no invariant about the session was in force in ${executions} executions. Start with a device ` +
    'that is signed in, let the calls sign in, or add an invariant to the scenario'
  );
}

/** Follows a sequence of choices, then the default choice. */
export function choiceStrategy(choices: readonly number[]): Strategy {
  let position = 0;
  return {
    name: 'choices',
    begin() {
      position = 0;
      return true;
    },
    pick(enabled, last) {
      const choice = choices[position] ?? 0;
      position += 1;
      const preferred = defaultChoice(enabled, last);
      if (choice === 0 || preferred === undefined) return preferred;
      const others = enabled.filter((step) => step !== preferred);
      return others[(choice - 1) % Math.max(1, others.length)] ?? preferred;
    },
    end() {},
  };
}

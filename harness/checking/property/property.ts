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
  /** Each picks one of the enabled steps. 0 is the default choice, to which it shrinks. */
  readonly choices: readonly number[];
}

const MOST_ENABLED = 16;
const MOST_CHOICES = 200;

/** After this many executions without a session to judge, a property gives up. */
const MOST_UNJUDGED = 50;

/**
 * Programs of concurrent actors, together with the orders in which to run them. Both shrink.
 * @throws {TypeError} with all unknown keys and invalid values of the vocabulary
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
 * The property that no invariant breaks, whatever the program and the order. For `fc.assert` and `fc.check`. It also
 * fails if the scenario or the vocabulary has mistakes (it lists all of them), if an execution does not end, and if
 * nothing about the session is judged: fast-check counts runs only after an invariant about the session, or one of the
 * scenario's own, has been in force in one.
 * @param subject its program is replaced by generated ones
 * @throws {TypeError} with all unknown keys and invalid values of the vocabulary
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
    // A run that proves nothing must not count as a success.
    fc.pre(false);
  });
}

function nothingJudged(executions: number): string {
  return (
    `nothing judged: no invariant about the session was in force in ${executions} executions. Start with a device ` +
    'on which a user is signed in, let the calls sign in, or add an invariant to the scenario'
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

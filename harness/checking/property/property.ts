import fc from 'fast-check';
import { defaultChoice } from '../../exploration/strategies/replay.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { judge } from '../../simulation/invariants/index.ts';
import { partsOf } from '../../simulation/scenario/check-scenario.ts';
import type { ActorProgram, ProgramCall } from '../../simulation/scenario/scenario.ts';
import { uncontrolledInWords } from '../../simulation/world/world.ts';

/** What generated programs are made of. */
export interface Vocabulary {
  /** Realms of the scenario that actors may run in. */
  readonly realms: readonly string[];
  /** Calls that actors may make. */
  readonly calls: readonly ProgramCall[];
  readonly maxActors?: number;
  readonly maxCallsPerActor?: number;
}

/** A generated program and order: what fast-check prints as the counterexample. */
export interface GeneratedRace {
  readonly program: readonly ActorProgram[];
  /** Each picks a step among those enabled; 0 is the default choice, to which it shrinks. */
  readonly choices: readonly number[];
}

const MOST_ENABLED = 16;
const MOST_CHOICES = 200;

/** Programs of concurrent actors together with the orders to run them in; both shrink. */
export function generatedRace({
  realms,
  calls,
  maxActors = 4,
  maxCallsPerActor = 2,
}: Vocabulary): fc.Arbitrary<GeneratedRace> {
  const actor = fc.record({
    realm: fc.constantFrom(...realms),
    calls: fc.array(fc.constantFrom(...calls), { minLength: 1, maxLength: maxCallsPerActor }),
  });
  return fc.record({
    program: fc
      .array(actor, { minLength: 1, maxLength: maxActors })
      .map((actors) => actors.map((one, index) => ({ actor: String.fromCharCode(65 + index), ...one }))),
    choices: fc.array(fc.nat(MOST_ENABLED), { maxLength: MOST_CHOICES, size: 'max' }),
  });
}

/**
 * The property that no invariant breaks, whatever the program and the order. For `fc.assert` and `fc.check`. It fails
 * with all mistakes where the scenario or the vocabulary has any.
 * @param subject its program is replaced by generated ones
 */
export function raceProperty(
  subject: Omit<Subject, 'program'>,
  vocabulary: Vocabulary,
): fc.IAsyncProperty<[GeneratedRace]> {
  let checked: Promise<unknown> | undefined;
  return fc.asyncProperty(generatedRace(vocabulary), async ({ program, choices }) => {
    checked ??= partsOf({ ...subject.scenario, program: () => everyCall(vocabulary) }, subject.options);
    await checked;
    const executed = await execute({ ...subject, program: () => program }, choiceStrategy(choices));
    const { uncontrolled } = executed;
    if (uncontrolled) throw new Error(uncontrolledInWords(uncontrolled));
    const [violation] = judge(executed, subject.scenario.invariants);
    if (violation) throw new Error(`${violation.invariant}: ${violation.message}`);
  });
}

/** A program with every call of a vocabulary in every realm: what is wrong with any of those that are generated. */
function everyCall({ realms, calls }: Vocabulary): ActorProgram[] {
  return realms.map((realm, index) => ({ actor: `${index}`, realm, calls }));
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

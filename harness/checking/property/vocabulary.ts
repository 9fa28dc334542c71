import { z } from 'zod';
import type { Subject } from '../../simulation/execution/subject.ts';
import { partsOf } from '../../simulation/scenario/check-scenario.ts';
import type { ActorProgram, ProgramCall } from '../../simulation/scenario/scenario.ts';
import { type Mistake, mistakesIn, wrongWord } from '../../simulation/scenario/schema/mistakes.ts';
import { CALL } from '../../simulation/scenario/schema/program-schema.ts';
import { mistakesInCalls, namesIn } from '../../simulation/scenario/schema/references.ts';
import { exactly, TEXT, value } from '../../simulation/scenario/schema/schema-parts.ts';

/** The parts from which programs are generated. */
export interface Vocabulary {
  /** Realms of the scenario in which actors may run. */
  readonly realms: readonly string[];
  /** Calls that actors may make. */
  readonly calls: readonly ProgramCall[];
  /** The most actors; 4 by default, at most 26, because letters name them. */
  readonly maxActors?: number;
  /** The most calls of an actor; 2 by default. */
  readonly maxCallsPerActor?: number;
}

const MOST_ACTORS = 26;

function wholeNumber(expected: string, most: number): z.ZodType<number | undefined> {
  const isOne = (input: unknown): boolean =>
    Number.isSafeInteger(input) && Number(input) >= 1 && Number(input) <= most;
  return value<number>(expected, isOne).optional();
}

const VOCABULARY = exactly<Vocabulary>({
  realms: z.array(TEXT).min(1, 'is empty; expected at least one realm of the scenario'),
  calls: z.array(CALL).min(1, 'is empty; expected at least one call'),
  maxActors: wholeNumber(`a whole number, 1 to ${MOST_ACTORS}`, MOST_ACTORS),
  maxCallsPerActor: wholeNumber('a whole number, 1 or more', Number.MAX_SAFE_INTEGER),
});

/** @throws {TypeError} with all unknown keys and invalid values of a vocabulary */
export function refuseMistakesInVocabulary(vocabulary: Vocabulary): void {
  refuse(mistakesIn(VOCABULARY, vocabulary, 'vocabulary'));
}

/**
 * Looks for mistakes that show only together with the scenario.
 * @throws {TypeError} for unknown realms or invalid arguments
 * @throws {ScenarioError} with all mistakes of the scenario itself
 */
export async function refuseMistakesTogether(
  { scenario, options }: Omit<Subject, 'program'>,
  vocabulary: Vocabulary,
): Promise<void> {
  const { realms, calls } = vocabulary;
  let start: unknown;
  try {
    start = scenario.start(options as never);
  } catch {
    // Checked last, because its error names the place.
  }
  const known = namesIn(start, []).realms;
  if (known.length > 0) {
    const unknown = realms.flatMap((realm, index) =>
      known.includes(realm)
        ? []
        : [{ place: `vocabulary.realms[${index}]`, message: wrongWord(realm, known) }],
    );
    refuse([...unknown, ...mistakesInCalls(calls, 'vocabulary.calls', start)]);
  }
  await partsOf({ ...scenario, program: () => everyCall(vocabulary) }, options);
}

/** A program with every call of a vocabulary in every realm. It has the mistakes of all generated ones. */
function everyCall({ realms, calls }: Vocabulary): ActorProgram[] {
  return realms.map((realm, index) => ({ actor: `${index}`, realm, calls }));
}

function refuse(mistakes: readonly Mistake[]): void {
  if (mistakes.length === 0) return;
  const lines = mistakes.map(({ place, message }) => `  ${place}: ${message}`);
  throw new TypeError(['raceProperty cannot run with this vocabulary:', ...lines].join('\n'));
}

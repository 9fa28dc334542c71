import { working } from '../../../host/work-log.ts';
import { optionTexts } from '../../../results/option-texts.ts';
import type { OptionValues } from '../../../results/types.ts';
import type { ActorProgram, Scenario, Start } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';
import { thrownInWords } from './scenario-position.ts';
import type { Mistake } from './schema/mistakes.ts';

/** What a scenario returns for one set of option values. */
export interface ScenarioParts {
  readonly start: Start;
  readonly program: readonly ActorProgram[];
}

/** Loads the schemas only when there is a scenario to check: they take time that `--version` need not spend. */
async function schemas() {
  const [{ mistakesIn }, { SCENARIO }, { startSchema }, { programSchema }, across, general] =
    await Promise.all([
      import('./schema/mistakes.ts'),
      import('./schema/scenario-schema.ts'),
      import('./schema/start-schema.ts'),
      import('./schema/program-schema.ts'),
      import('./schema/references.ts'),
      import('../invariants/index.ts'),
    ]);
  const { namesIn, mistakesAcrossStart, mistakesAcrossProgram } = across;
  return {
    mistakesIn,
    SCENARIO,
    startSchema,
    programSchema,
    namesIn,
    mistakesAcrossStart,
    mistakesAcrossProgram,
    GENERAL_INVARIANTS: general.GENERAL_INVARIANTS,
  };
}

/**
 * Rejects a scenario object with unknown keys or values.
 * @throws {ScenarioError} with all its mistakes; if there are any, also with those for the default options
 */
export async function refuseMistakesIn(scenario: Scenario): Promise<void> {
  const outside = await mistakesOutside(scenario);
  if (outside.length === 0) return;
  refuse(scenario, [...outside, ...(await mistakesByDefault(scenario))]);
}

/** Those in what `start` and `program` return for the default options; none where they cannot be called. */
async function mistakesByDefault(scenario: Scenario): Promise<Mistake[]> {
  try {
    const defaults = Object.entries(scenario.options).map(([name, spec]) => [name, spec.default]);
    return await mistakesInParts(partsFrom(scenario, Object.fromEntries(defaults)));
  } catch {
    return [];
  }
}

/** Mistakes in everything but what `start` and `program` return. */
async function mistakesOutside(scenario: Scenario): Promise<Mistake[]> {
  refuseWhatIsNone(scenario);
  const { mistakesIn, SCENARIO, GENERAL_INVARIANTS } = await schemas();
  const mistakes = mistakesIn(SCENARIO, scenario, 'scenario');
  // Without the right shape neither defaults nor invariants can be read.
  if (mistakes.length > 0) return mistakes;
  const general = GENERAL_INVARIANTS.map(({ name }) => name);
  return [...mistakesInDefaults(scenario), ...mistakesInInvariants(scenario, general)];
}

/** @throws {ScenarioError} if the value is not an object, such as an import that does not exist */
export function refuseWhatIsNone(scenario: unknown): void {
  if (typeof scenario === 'object' && scenario !== null) return;
  throw new ScenarioError(
    `${String(scenario)} is not a scenario; expected the result of defineScenario(). Does the imported file export it?`,
  );
}

/** Two invariants with one name could not be told apart in findings. */
function mistakesInInvariants({ invariants = [] }: Scenario, general: readonly string[]): Mistake[] {
  const names = invariants.map(({ name }) => name);
  return names.flatMap((name, index) => {
    const place = `scenario.invariants[${index}].name`;
    if (names.indexOf(name) !== index) return [{ place, message: `two invariants are called "${name}"` }];
    const message = `"${name}" is a general invariant, which always holds; expected another name`;
    return general.includes(name) ? [{ place, message }] : [];
  });
}

/** Default values that `--set` would reject. */
function mistakesInDefaults({ options }: Scenario): Mistake[] {
  return Object.entries(options).flatMap(([name, spec]) => {
    const texts = [...Object.values(optionTexts({ [name]: spec.default })), String(spec.default)];
    if (texts.some((text) => spec.parse(text) !== undefined)) return [];
    const message = `${JSON.stringify(spec.default)} is not accepted; accepted: ${spec.accepts}`;
    return [{ place: `scenario.options.${name}.default`, message }];
  });
}

/**
 * The checked start state and program of a scenario. They are checked once per set of option values, before anything runs.
 * @throws {ScenarioError} with all mistakes in both, or with the error that `start` or `program` threw
 */
export async function partsOf(scenario: Scenario, options: OptionValues): Promise<ScenarioParts> {
  await refuseMistakesIn(scenario);
  const parts = partsFrom(scenario, options);
  refuse(scenario, await mistakesInParts(parts));
  return parts as ScenarioParts;
}

/** What `start` and `program` return, of any shape. */
type RawParts = { readonly [Part in keyof ScenarioParts]: unknown };

function partsFrom(scenario: Scenario, options: OptionValues): RawParts {
  return { start: called(scenario, 'start', options), program: called(scenario, 'program', options) };
}

async function mistakesInParts({ start, program }: RawParts): Promise<Mistake[]> {
  const promises = Object.entries({ start, program }).filter(([, made]) => made instanceof Promise);
  if (promises.length > 0) {
    // A rejection that nobody awaits would end the process before the mistake is reported.
    for (const [, made] of promises) (made as Promise<unknown>).catch(() => {});
    return promises.map(([name]) => ({
      place: `${name}()`,
      message: `returns a promise; expected what it resolves to: ${name} must not be async. What it waits for can be loaded at the top of the file, with await`,
    }));
  }
  const { mistakesIn, startSchema, programSchema, namesIn, mistakesAcrossStart, mistakesAcrossProgram } =
    await schemas();
  const names = namesIn(start, program);
  return [
    ...mistakesIn(startSchema(names), start, 'start()'),
    ...mistakesAcrossStart(start, names),
    ...mistakesIn(programSchema(names), program, 'program()'),
    ...mistakesAcrossProgram(start, program, names),
  ];
}

function called(scenario: Scenario, name: 'start' | 'program', options: OptionValues): unknown {
  try {
    return working(
      () => `scenario ${scenario.name}: ${name}()`,
      () => scenario[name](options as never),
    );
  } catch (error) {
    throw new ScenarioError(`scenario ${scenario.name}: ${name}() throws ${thrownInWords(error)}`, {
      cause: error,
    });
  }
}

const WIDTH = 80;

/** A mistake as a list item that fits into a narrow terminal. */
function wrapped(text: string): string {
  const lines = [' '];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line.trim() !== '' && line.length + 1 + word.length > WIDTH) lines.push(`     ${word}`);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join('\n');
}

function refuse({ name }: Scenario, mistakes: readonly Mistake[]): void {
  if (mistakes.length === 0) return;
  const lines = mistakes.map(({ place, message }) => wrapped(`${place}: ${message}`));
  const many = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  throw new ScenarioError([`scenario ${String(name)} has ${many}:`, ...lines].join('\n'));
}

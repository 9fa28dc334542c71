import { working } from '../../../host/work-log.ts';
import { optionTexts } from '../../../results/option-texts.ts';
import type { OptionValues } from '../../../results/types.ts';
import type { ActorProgram, Scenario, Start } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';
import { thrownInWords } from './scenario-position.ts';
import type { Mistake } from './schema/mistakes.ts';

/** What a scenario gives for one set of option values. */
export interface ScenarioParts {
  readonly start: Start;
  readonly program: readonly ActorProgram[];
}

/** The schemas are loaded once a scenario is there to check: they take time, and `--version` does without. */
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
 * Refuses a scenario object with unknown keys or values, before any of its functions is called.
 * @throws {ScenarioError} with all its mistakes
 */
export async function refuseMistakesIn(scenario: Scenario): Promise<void> {
  refuseWhatIsNone(scenario);
  const { mistakesIn, SCENARIO, GENERAL_INVARIANTS } = await schemas();
  refuse(scenario, mistakesIn(SCENARIO, scenario, 'scenario'));
  const general = GENERAL_INVARIANTS.map(({ name }) => name);
  refuse(scenario, [...mistakesInDefaults(scenario), ...mistakesInInvariants(scenario, general)]);
}

/** @throws {ScenarioError} for what is no object at all, such as an import that there is not */
export function refuseWhatIsNone(scenario: unknown): void {
  if (typeof scenario === 'object' && scenario !== null) return;
  throw new ScenarioError(
    `${String(scenario)} is no scenario; expected what defineScenario() returns. Is it exported by the file it is imported from?`,
  );
}

/** Two of one name would be one in findings. */
function mistakesInInvariants({ invariants = [] }: Scenario, general: readonly string[]): Mistake[] {
  const names = invariants.map(({ name }) => name);
  return names.flatMap((name, index) => {
    const place = `scenario.invariants[${index}].name`;
    if (names.indexOf(name) !== index) return [{ place, message: `two invariants are called "${name}"` }];
    const message = `"${name}" is a general invariant, which always holds; expected another name`;
    return general.includes(name) ? [{ place, message }] : [];
  });
}

/** Defaults that `--set` would refuse. */
function mistakesInDefaults({ options }: Scenario): Mistake[] {
  return Object.entries(options).flatMap(([name, spec]) => {
    const texts = [...Object.values(optionTexts({ [name]: spec.default })), String(spec.default)];
    if (texts.some((text) => spec.parse(text) !== undefined)) return [];
    const message = `${JSON.stringify(spec.default)} is not accepted; ${name} is ${spec.accepts}`;
    return [{ place: `scenario.options.${name}.default`, message }];
  });
}

/**
 * What a scenario starts from and what its actors do, checked: once for a set of option values, before anything runs.
 * @throws {ScenarioError} with all mistakes in both, or with what `start` or `program` threw
 */
export async function partsOf(scenario: Scenario, options: OptionValues): Promise<ScenarioParts> {
  await refuseMistakesIn(scenario);
  const start = called(scenario, 'start', options);
  const program = called(scenario, 'program', options);
  const { mistakesIn, startSchema, programSchema, namesIn, mistakesAcrossStart, mistakesAcrossProgram } =
    await schemas();
  const names = namesIn(start, program);
  refuse(scenario, [
    ...mistakesIn(startSchema(names), start, 'start()'),
    ...mistakesAcrossStart(start, names),
    ...mistakesIn(programSchema(names), program, 'program()'),
    ...mistakesAcrossProgram(start, program, names),
  ]);
  return { start: start as Start, program: program as readonly ActorProgram[] };
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

/** A mistake as an item of a list that fits into a narrow terminal. */
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

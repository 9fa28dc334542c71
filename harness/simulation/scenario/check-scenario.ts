import { working } from '../../../host/work-log.ts';
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
  const [{ mistakesIn }, { SCENARIO }, { startSchema }, { programSchema }, across] = await Promise.all([
    import('./schema/mistakes.ts'),
    import('./schema/scenario-schema.ts'),
    import('./schema/start-schema.ts'),
    import('./schema/program-schema.ts'),
    import('./schema/references.ts'),
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
  };
}

/**
 * Refuses a scenario object with unknown keys or values, before any of its functions is called.
 * @throws {ScenarioError} with all its mistakes
 */
export async function refuseMistakesIn(scenario: Scenario): Promise<void> {
  const { mistakesIn, SCENARIO } = await schemas();
  const mistakes = mistakesIn(SCENARIO, scenario, 'scenario');
  refuse(scenario, mistakes);
  const { invariants = [] } = scenario;
  const names = invariants.map(({ name }) => name);
  const again = names.find((name, index) => names.indexOf(name) !== index);
  if (again !== undefined) {
    refuse(scenario, [{ place: 'scenario.invariants', message: `two invariants are called "${again}"` }]);
  }
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

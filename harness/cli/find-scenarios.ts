import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createJiti } from 'jiti';
import { CATALOGUE } from '../../scenarios/index.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { suggestion, UsageError } from './usage-error.ts';

/** A scenario and, unless it is one of the catalogue, the file it is from. */
export interface FoundScenario {
  readonly scenario: Scenario;
  readonly file?: string;
}

/**
 * Finds scenarios by name in the catalogue or by the path of a file that exports them.
 * @param names all of the catalogue when empty
 * @throws {UsageError} for a name that is unknown or a file without scenarios
 */
export async function findScenarios(names: readonly string[]): Promise<FoundScenario[]> {
  if (names.length === 0) return CATALOGUE.map((scenario) => ({ scenario }));
  const found: FoundScenario[] = [];
  for (const name of names) {
    const scenario = CATALOGUE.find((candidate) => candidate.name === name);
    if (scenario) found.push({ scenario });
    else if (/[./\\]/.test(name)) found.push(...(await loadScenarioFile(name)));
    else throw unknownScenario(name);
  }
  return found;
}

async function loadScenarioFile(path: string): Promise<FoundScenario[]> {
  const file = resolve(path);
  if (!existsSync(file)) throw new UsageError(`no scenario file at ${path}`);
  let exports: Record<string, unknown>;
  try {
    exports = await createJiti(pathToFileURL(file).href).import<Record<string, unknown>>(file);
  } catch (error) {
    throw new UsageError(
      `${path} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const scenarios = [...new Set(Object.values(exports))].filter(isScenario);
  if (scenarios.length === 0) {
    throw new UsageError(`${path} exports no scenario; write export default defineScenario({ ... })`);
  }
  return scenarios.map((scenario) => ({ scenario, file: path }));
}

function isScenario(value: unknown): value is Scenario {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['start', 'program'].every((name) => typeof (value as Record<string, unknown>)[name] === 'function')
  );
}

function unknownScenario(name: string): UsageError {
  const names = CATALOGUE.map((scenario) => scenario.name);
  return new UsageError(
    `no scenario "${name}".${suggestion(name, names)} There are ${names.join(', ')}; a file is given by its path, such as ./${name}.ts.`,
  );
}

import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { refuseMistakesIn } from '../harness/simulation/scenario/check-scenario.ts';
import { withCurrentNames } from '../harness/simulation/scenario/former-names.ts';
import type { Scenario } from '../harness/simulation/scenario/scenario.ts';
import { thrownInWords } from '../harness/simulation/scenario/scenario-position.ts';
import { suggestion } from '../host/nearest.ts';
import { UsageError } from '../host/usage-error.ts';
import { beginWork, endWork } from '../host/work-log.ts';
import { CATALOGUE } from './index.ts';

/** A scenario and, unless it is from the catalogue, its file. */
export interface FoundScenario {
  readonly scenario: Scenario;
  readonly file?: string;
}

/**
 * Finds scenarios by name in the catalogue or by the path of a file that exports them.
 * @param names the whole catalogue if empty
 * @throws {UsageError} for an unknown name, a name that two scenarios have, or a file without scenarios
 * @throws {ScenarioError} for a scenario with unknown keys or values
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
  const each = found.filter(
    ({ scenario }, index) => found.findIndex((other) => other.scenario === scenario) === index,
  );
  refuseEqualNames(each);
  return each;
}

/** Results and findings identify a scenario by its name. */
function refuseEqualNames(found: readonly FoundScenario[]): void {
  for (const [index, { scenario, file }] of found.entries()) {
    const first = found.findIndex((other) => other.scenario.name === scenario.name);
    if (first === index) continue;
    const [one, other] = [found[first]?.file, file].map((where) => where ?? 'the catalogue');
    throw new UsageError(
      `two scenarios are called "${scenario.name}", one in ${one} and one in ${other}. Rename one of them, or run them separately.`,
    );
  }
}

async function loadScenarioFile(path: string): Promise<FoundScenario[]> {
  const file = resolve(path);
  if (!existsSync(file)) throw new UsageError(`no scenario file at ${path}`);
  const exports = await exportsOf(path, file);
  const scenarios = [...new Set(Object.values(exports))].filter(isScenario).map(withCurrentNames);
  if (scenarios.length === 0) {
    throw new UsageError(`${path} exports no scenario; write export default defineScenario({ ... })`);
  }
  refuseEqualExports(path, exports);
  for (const scenario of scenarios) await refuseMistakesIn(scenario);
  return scenarios.map((scenario) => ({ scenario, file: path }));
}

/** @throws {UsageError} for two scenarios with one name, by the names of their exports */
function refuseEqualExports(path: string, exports: Readonly<Record<string, unknown>>): void {
  const firsts = new Map<string, readonly [exported: string, scenario: Scenario]>();
  for (const [exported, scenario] of Object.entries(exports)) {
    if (!isScenario(scenario)) continue;
    const first = firsts.get(scenario.name) ?? [exported, scenario];
    firsts.set(scenario.name, first);
    if (first[1] === scenario) continue;
    throw new UsageError(
      `two scenarios in ${path} are called "${scenario.name}": the exports ${first[0]} and ${exported}. Rename one of them.`,
    );
  }
}

/**
 * Imports a file.
 * @throws {UsageError} with the error that it throws, or if it never finishes loading
 */
async function exportsOf(path: string, file: string): Promise<Record<string, unknown>> {
  let nothingLeft = (): void => {};
  beginWork(() => `loading ${path}`);
  try {
    const { createJiti } = await import('jiti');
    return await Promise.race([
      createJiti(pathToFileURL(file).href).import<Record<string, unknown>>(file),
      new Promise<never>((_, reject) => {
        nothingLeft = () => reject(new UsageError(neverLoads(path)));
        process.once('beforeExit', nothingLeft);
      }),
    ]);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} cannot be loaded: ${syntaxErrorInWords(error) ?? thrownInWords(error)}`);
  } finally {
    endWork();
    process.off('beforeExit', nothingLeft);
  }
}

/** Of a file that cannot be parsed, the message gives the place in a line of its own. */
function syntaxErrorInWords(error: unknown): string | undefined {
  const text = error instanceof Error ? error.message : '';
  const [, what, file = '', line] = /^ParseError: (.*?)\s*\n\s*(\S.*):(\d+):\d+\s*$/s.exec(text) ?? [];
  return what === undefined ? undefined : `SyntaxError: ${what} (${basename(file)}:${line})`;
}

function neverLoads(path: string): string {
  return `${path} cannot be loaded: its top-level code awaits something that never happens`;
}

/** Also true for a scenario that lacks parts: these are reported later. */
function isScenario(value: unknown): value is Scenario {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['start', 'program'].some((name) => Object.hasOwn(value, name))
  );
}

function unknownScenario(name: string): UsageError {
  const names = CATALOGUE.map((scenario) => scenario.name);
  return new UsageError(
    [
      `no scenario "${name}".${suggestion(name, names)} Scenarios:`,
      ...names.map((each) => `  ${each}`),
      `"npx amplify-race list" describes them. Name a file by its path, such as ./${name}.ts.`,
    ].join('\n'),
  );
}

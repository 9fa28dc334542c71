import { actorsOf, type HuntedProgram, startOf, titleOf } from './hunted-program.ts';

export interface ScenarioFile {
  /** Of the scenario, in kebab case. */
  readonly name: string;
  readonly program: HuntedProgram;
  /** What it shows, in a sentence. */
  readonly finding: string;
  /** The release that it was met on, `6.22.1`. */
  readonly version: string;
}

/** TypeScript source of a scenario that `run` takes by its path. It needs nothing at run time. */
export function scenarioFileOf({ name, program, finding, version }: ScenarioFile): string {
  return `import type { Scenario } from 'amplify-race';

/**
 * Met by hunt on ${version}: ${finding.replaceAll('*/', '* /')}
 */
export default {
  name: ${JSON.stringify(name)},
  title: ${JSON.stringify(titleOf(program))},
  description: 'Written by hunt.',
  options: {},
  start: () => (${indented(startOf(program))}),
  program: () => ${indented(actorsOf(program))},
} satisfies Scenario;
`;
}

function indented(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replaceAll('\n', '\n  ');
}

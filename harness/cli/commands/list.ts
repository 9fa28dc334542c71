import type { Style } from '../../../reports/console/style.ts';
import type { FoundScenario } from '../find-scenarios.ts';

/** `list`: what scenarios there are and which options they take. */
export function formatList(scenarios: readonly FoundScenario[], { colors }: Style): string {
  return scenarios
    .map(({ scenario }) => {
      const options = Object.entries(scenario.options).map(([name, spec]) => {
        const value = typeof spec.default === 'boolean' ? (spec.default ? 'on' : 'off') : spec.default;
        return `    ${colors.cyan(`--set ${name}=${value}`)}  ${spec.describe} (${spec.accepts})`;
      });
      return [
        colors.bold(scenario.name),
        `  ${scenario.title}`,
        `  ${scenario.description}`,
        ...options,
      ].join('\n');
    })
    .join('\n\n');
}

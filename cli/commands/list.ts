import type { Style } from '../../reports/console/style.ts';
import { plain } from '../../reports/text/plain.ts';
import { wrap, wrapIndented } from '../../reports/text/wrap.ts';
import { optionTexts } from '../../results/option-texts.ts';
import { type FoundScenario, findScenarios } from '../../scenarios/find-scenarios.ts';
import { openConsole } from '../console.ts';

/** `list`: the scenarios and their options. @throws {UsageError} for an unknown name */
export async function list(names: readonly string[]): Promise<void> {
  const console = openConsole({});
  try {
    console.out(formatList(await findScenarios(names), console.style));
  } finally {
    console.close();
  }
}

function formatList(scenarios: readonly FoundScenario[], { colors, width }: Style): string {
  return scenarios
    .map(({ scenario: { name, title, description, options } }) => {
      const defaults = Object.entries(options).map(([option, spec]) => [option, spec.default]);
      const texts = optionTexts(Object.fromEntries(defaults));
      const lines = Object.entries(options).flatMap(([option, { describe, accepts }]) => {
        const setting = `--set ${option}=${texts[option]}`;
        const text = plain(`${setting}  ${describe} (${accepts})`);
        const [first = '', ...others] = wrap(text, width - 4, '    ').map((line) => `    ${line}`);
        return [first.replace(setting, colors.cyan(setting)), ...others];
      });
      return [
        colors.bold(name),
        ...wrapIndented(plain(title), width, '  '),
        ...wrapIndented(plain(description), width, '  '),
        ...lines,
      ].join('\n');
    })
    .join('\n\n');
}

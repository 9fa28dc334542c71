import { GENERAL_INVARIANTS } from '../harness/simulation/invariants/index.ts';
import type { Scenario } from '../harness/simulation/scenario/scenario.ts';
import { CONTROLS } from './controls.ts';
import { IN_FORCE } from './in-force.ts';
import { controlInWords } from './in-words.ts';

const ABOUT_ANY_CODE = new Set(
  GENERAL_INVARIANTS.filter(({ aboutAnyCode }) => aboutAnyCode).map(({ name }) => name),
);

/** The catalogue's tables as Markdown: where each scenario fails and survives, and its invariants in force. */
export function catalogueTables(scenarios: readonly Scenario[]): string {
  const controls = scenarios.map(({ name, title }) => {
    const { fails, survives } = CONTROLS[name] ?? {};
    return [
      `\`${name}\``,
      title,
      fails ? `${controlInWords(fails)}: \`${fails.invariant}\`` : '-',
      survives ? controlInWords(survives) : 'every release',
    ];
  });
  const inForce = scenarios.map(({ name }) => {
    const names = (IN_FORCE[name] ?? []).filter((invariant) => !ABOUT_ANY_CODE.has(invariant));
    return `- \`${name}\`: ${names.join(', ')}`;
  });
  return [
    table(['scenario', 'what happens to the user', 'fails on, by', 'survives on'], controls),
    'Invariants in force in at least one execution of the positive control, in addition to those about any code:',
    inForce.join('\n'),
  ].join('\n\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[], fill = ' '): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return [line(head), rule, ...rows.map((row) => line(row))].join('\n');
}

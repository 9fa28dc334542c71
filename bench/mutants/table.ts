import Table from 'cli-table3';
import type { Mutant } from './mutant.ts';
import { inWords } from './situations.ts';
import type { Known, Trial } from './tell.ts';

const PLAIN = { head: [], border: [] };

/** A mutant and what came of it. */
export interface Tried extends Trial {
  readonly mutant: Mutant;
}

/** What breaks on the original: by this alone no mutant is told. */
export function knownTable(known: readonly Known[]): string {
  const table = new Table({ head: ['situation', 'executions', 'breaks on the original'], style: PLAIN });
  for (const { situation, executions, symptoms } of known) {
    table.push([inWords(situation), executions, [...symptoms].sort().join('\n')]);
  }
  return table.toString();
}

export function triedTable(tried: readonly Tried[]): string {
  const table = new Table({ head: ['mutant', 'told in', 'by', 'executions'], style: PLAIN });
  for (const { mutant, told, executions } of tried) {
    table.push([mutant.name, told ? inWords(told.situation) : 'survives', told?.symptom ?? '', executions]);
  }
  return table.toString();
}

/** Which scenario tells which mutants first, in the order in which they are tried. */
export function scenarioTable(tried: readonly Tried[]): string {
  const byScenario = new Map<string, string[]>();
  for (const { mutant, told } of tried) {
    if (told)
      byScenario.set(told.situation.scenario, [
        ...(byScenario.get(told.situation.scenario) ?? []),
        mutant.name,
      ]);
  }
  const table = new Table({ head: ['scenario', 'tells', 'mutants'], style: PLAIN });
  for (const [scenario, names] of byScenario) table.push([scenario, names.length, names.join('\n')]);
  return table.toString();
}

/** How many are told, which survive and why, and where that is not as the catalogue says. */
export function summary(tried: readonly Tried[]): string {
  const survivors = tried.filter(({ told }) => !told);
  const told = tried.length - survivors.length;
  const percent = ((100 * told) / Math.max(1, tried.length)).toFixed(0);
  return [
    `${told} of ${tried.length} mutants are told from the original: ${percent}% (wanted: 95%).`,
    ...survivors.map(
      ({ mutant }) => `- ${mutant.name} survives: ${mutant.survivesBecause ?? 'nobody knows why'}`,
    ),
    ...tried
      .filter(({ told, mutant }) => told && mutant.survivesBecause)
      .map(({ mutant }) => `- ${mutant.name} is told, although it is said to survive`),
  ].join('\n');
}

/** Whether each mutant is told, but for those of which it is known why they survive. */
export function isAsExpected(tried: readonly Tried[]): boolean {
  return tried.every(({ told, mutant }) => (told === undefined) === (mutant.survivesBecause !== undefined));
}

import Table from 'cli-table3';
import type { Known, Trial } from './detect.ts';
import type { Mutant } from './mutant.ts';
import { inWords, type Situation } from './situations.ts';

const PLAIN = { head: [], border: [] };

/** A mutant and the outcome of its trial. */
export interface Tried extends Trial {
  readonly mutant: Mutant;
}

/** What breaks on the original. This alone detects no mutant. */
export function knownTable(known: readonly Known[]): string {
  const table = new Table({ head: ['situation', 'executions', 'breaks on the original'], style: PLAIN });
  for (const { situation, executions, symptoms } of known) {
    table.push([inWords(situation), executions, [...symptoms].sort().join('\n')]);
  }
  return table.toString();
}

export function triedTable(tried: readonly Tried[]): string {
  const table = new Table({ head: ['mutant', 'detected in', 'by', 'executions'], style: PLAIN });
  for (const { mutant, detected, executions } of tried) {
    const where = detected.map(({ situation }) => inWords(situation)).join('\n');
    table.push([
      mutant.name,
      where || 'survives',
      detected.map(({ symptom }) => symptom).join('\n'),
      executions,
    ]);
  }
  return table.toString();
}

/** The mutants that each scenario detects: all, or those that no earlier one detected. Includes scenarios without any. */
export function scenarioTable(tried: readonly Tried[], situations: readonly Situation[]): string {
  const table = new Table({ head: ['scenario', 'detects', 'mutants'], style: PLAIN });
  for (const scenario of new Set(situations.map((situation) => situation.scenario))) {
    const names = tried
      .filter(({ detected }) => detected.some(({ situation }) => situation.scenario === scenario))
      .map(({ mutant }) => mutant.name);
    table.push([scenario, names.length, names.join('\n')]);
  }
  return table.toString();
}

/** How many mutants are detected, which survive and why, and where that differs from what the catalogue says. */
export function summary(tried: readonly Tried[]): string {
  const survivors = tried.filter(({ detected }) => detected.length === 0);
  const equivalent = survivors.filter(({ mutant }) => mutant.survivesBecause?.code === 'equivalent').length;
  const detected = tried.length - survivors.length;
  const counted = tried.length - equivalent;
  const percent = ((100 * detected) / Math.max(1, counted)).toFixed(1);
  return [
    `${detected} of ${counted} mutants are detected: ${percent}% (wanted: 95%).` +
      (equivalent > 0 ? ` ${equivalent} more are equivalent to it.` : ''),
    ...survivors.map(({ mutant }) => `- ${mutant.name} survives: ${whyInWords(mutant)}`),
    ...tried
      .filter(({ detected, mutant }) => detected.length > 0 && mutant.survivesBecause)
      .map(({ mutant }) => `- ${mutant.name} is detected, although it is said to survive`),
  ].join('\n');
}

function whyInWords({ survivesBecause: why }: Mutant): string {
  return why ? `${why.code}. ${why.argument}` : 'nobody knows why';
}

/** Whether every mutant is detected, except those that are known to survive. */
export function isAsExpected(tried: readonly Tried[]): boolean {
  return tried.every(
    ({ detected, mutant }) => (detected.length === 0) === (mutant.survivesBecause !== undefined),
  );
}

import Table from 'cli-table3';
import type { Mutant } from './mutant.ts';
import { inWords, type Situation } from './situations.ts';
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
    const where = told.map(({ situation }) => inWords(situation)).join('\n');
    table.push([mutant.name, where || 'survives', told.map(({ symptom }) => symptom).join('\n'), executions]);
  }
  return table.toString();
}

/** Which mutants each scenario tells: all, or those that none before it told. Scenarios that tell none included. */
export function scenarioTable(tried: readonly Tried[], situations: readonly Situation[]): string {
  const table = new Table({ head: ['scenario', 'tells', 'mutants'], style: PLAIN });
  for (const scenario of new Set(situations.map((situation) => situation.scenario))) {
    const names = tried
      .filter(({ told }) => told.some(({ situation }) => situation.scenario === scenario))
      .map(({ mutant }) => mutant.name);
    table.push([scenario, names.length, names.join('\n')]);
  }
  return table.toString();
}

/** How many are told of those that can be, which survive and why, and where that is not as the catalogue says. */
export function summary(tried: readonly Tried[]): string {
  const survivors = tried.filter(({ told }) => told.length === 0);
  const equivalent = survivors.filter(({ mutant }) => mutant.survivesBecause?.code === 'equivalent').length;
  const told = tried.length - survivors.length;
  const counted = tried.length - equivalent;
  const percent = ((100 * told) / Math.max(1, counted)).toFixed(1);
  return [
    `${told} of ${counted} mutants are told from the original: ${percent}% (wanted: 95%).` +
      (equivalent > 0 ? ` ${equivalent} more are equivalent to it.` : ''),
    ...survivors.map(({ mutant }) => `- ${mutant.name} survives: ${whyInWords(mutant)}`),
    ...tried
      .filter(({ told, mutant }) => told.length > 0 && mutant.survivesBecause)
      .map(({ mutant }) => `- ${mutant.name} is told, although it is said to survive`),
  ].join('\n');
}

function whyInWords({ survivesBecause: why }: Mutant): string {
  return why ? `${why.code}. ${why.argument}` : 'nobody knows why';
}

/** Whether each mutant is told, but for those of which it is known why they survive. */
export function isAsExpected(tried: readonly Tried[]): boolean {
  return tried.every(({ told, mutant }) => (told.length === 0) === (mutant.survivesBecause !== undefined));
}

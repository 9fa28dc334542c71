import type { Belief, Finding, StepInWords } from '../../harness/results/types.ts';
import { stepNumbers } from './events.ts';

/**
 * What broke and from when on: `invariant: session-survives, broken for good after step 85 (A: remove accessToken)`,
 * or in which order where more than one did.
 */
export function invariantLines(finding: Finding): string[] {
  const { invariant, breaches } = finding;
  const numbers = stepNumbers(finding.interleaving);
  const [first] = breaches;
  const line = `invariant: ${invariant}`;
  if (!first) return [line];
  if (breaches.length === 1 && first.invariant === invariant) {
    return [`${line}, broken for good ${afterwards(first, numbers)}`];
  }
  const order = breaches.map((breach) => `${breach.invariant} ${afterwards(breach, numbers)}`);
  return [line, `broke for good: ${order.join(', then ')}`];
}

function afterwards(breach: StepInWords, numbers: ReadonlyMap<string, number>): string {
  return `after step ${numberOf(breach, numbers)} (${breach.actor}: ${breach.what})`;
}

/** A line for each thing that an actor went by. */
export function beliefLines(finding: Finding): string[] {
  const numbers = stepNumbers(finding.interleaving);
  return finding.beliefs.map((belief) => beliefInWords(belief, numbers));
}

function beliefInWords(belief: Belief, numbers: ReadonlyMap<string, number>): string {
  const { actor, kind, what, since } = belief;
  const had = `${actor} had ${kind === 'read' ? '' : 'been told: '}${what} (step ${numberOf(belief, numbers)})`;
  return since ? `${had}; since then ${since.actor}: ${since.what} (step ${numberOf(since, numbers)})` : had;
}

function numberOf({ id }: StepInWords, numbers: ReadonlyMap<string, number>): number | string {
  return numbers.get(id) ?? id;
}

/** What users see afterwards, a line a device. */
export function aftermathLines({ aftermath }: Finding): string[] {
  return aftermath.map(({ device, sentence }) => {
    const where = aftermath.length > 1 ? ` on ${device}` : '';
    return `after a restart${where}: ${sentence}`;
  });
}

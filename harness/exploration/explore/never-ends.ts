import type { Tallied } from './tally.ts';

/** If this many executions reach the step limit and none ends, more are not worth the time. */
const MOST_ENDLESS = 3;

/** Whether executions never end: each takes as long as possible, and none can be judged. */
export function neverEnds({ complete, tooLong }: Pick<Tallied, 'complete' | 'tooLong'>): boolean {
  return complete === 0 && tooLong >= MOST_ENDLESS;
}

/** Why executions that did not end prove nothing. */
export function whyNoEnd(
  tallied: Pick<Tallied, 'executions' | 'complete' | 'tooLong' | 'lengths'>,
): string | undefined {
  const { executions, tooLong, lengths } = tallied;
  if (tooLong === 0) return undefined;
  if (!neverEnds(tallied)) return `${tooLong} of ${executions} executions did not come to an end`;
  return (
    `no execution came to an end within ${Math.max(...lengths.keys())} steps, so the check stopped after ${executions}. ` +
    "Look for an infinite loop: in a program's `run`, or in what Amplify does"
  );
}

import type { Step } from '../world/step.ts';

/**
 * Something besides calls, events and loads that invariants ask for:
 *
 * - `fault`, `kill`: something went wrong, a realm died.
 * - `refusal`: a realm was told that the server had refused a request.
 * - `new-tokens`: a realm was sent tokens.
 */
export interface Incident {
  readonly what: 'fault' | 'kill' | 'refusal' | 'new-tokens';
  readonly realm: string;
  /** Steps taken when it happened, its own included. */
  readonly at: number;
}

/** Whether it is something that went wrong. */
export function isMishap({ what }: Incident): boolean {
  return what === 'fault' || what === 'kill';
}

/**
 * What of that a step is.
 * @param stepOf a step that was taken before, by its id
 */
export function incidentsIn(
  { kind, lineage }: Step,
  stepOf: (id: string) => Step | undefined,
): Incident['what'][] {
  if (kind === 'fault' || kind === 'kill') return [kind];
  if (kind !== 'response') return [];
  const request = stepOf(lineage.parent ?? '');
  const answer = request?.kind === 'request' ? (request.outcome?.() ?? '') : '';
  if (answer === '') return [];
  if (!answer.startsWith('200 ')) return ['refusal'];
  return answer.includes('"AccessToken"') ? ['new-tokens'] : [];
}

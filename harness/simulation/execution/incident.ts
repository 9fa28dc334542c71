import type { Step } from '../world/step.ts';

/**
 * Something besides calls, events and loads that invariants ask for:
 *
 * - `fault`, `kill`: something went wrong, a realm died.
 * - `refusal`: a realm received the server's refusal of a request.
 * - `new-tokens`: a realm was sent tokens.
 */
export interface Incident {
  readonly what: 'fault' | 'kill' | 'refusal' | 'new-tokens';
  readonly realm: string;
  /** To which it happened. Undefined where it was to none alone, as where a user is disabled, or the service is throttled. */
  readonly device?: string | undefined;
  /** Steps taken when it happened, its own included. */
  readonly at: number;
}

/** Whether it is something that went wrong. */
export function isFaultIncident({ what }: Incident): boolean {
  return what === 'fault' || what === 'kill';
}

/**
 * The device to which a step happens.
 * @returns undefined where it is to none alone
 */
export function deviceIn({ realm, facts }: Step, deviceOf: (realm: string) => string): string | undefined {
  if (realm !== '') return deviceOf(realm);
  const { target = '', fault } = facts();
  if (fault?.stage === 'realm') return deviceOf(target);
  return fault?.stage === 'device' || fault?.stage === 'storage' ? target : undefined;
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

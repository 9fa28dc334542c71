import { FAULT_KINDS } from '../../../fakes/cognito/fault-responses.ts';
import { STORAGE_FAILURES } from '../../../fakes/storage/failure.ts';
import { USER_FAULTS } from './user-faults.ts';

const OF_REALM = ['kill', 'load', 'suspended'] as const;
const OF_DEVICE = ['clock', 'offline', ...STORAGE_FAILURES] as const;

/** What may happen by itself to a realm, a device, the service or a user. None is the beginning of another up to a `-`. */
export const OCCURRENCES = [...OF_REALM, ...OF_DEVICE, 'outage', ...USER_FAULTS] as const;

export type OccurrenceName = (typeof OCCURRENCES)[number];

/** Which of several it is. */
interface Which {
  /** Of the rules that allow the same of the same target: from 1. */
  readonly rule?: number | undefined;
  /** How many times this rule has hit, this time included. */
  readonly time?: number | undefined;
}

/**
 * The causal id with which something begins that may happen by itself: `suspended-tab`, the second rule's
 * `suspended-tab~2`, and when it hits for the second time `suspended-tab~2*2`. No name of a realm or device has `~`
 * or `*`, so that no two are equal.
 */
export function occurrenceId(
  what: OccurrenceName,
  target: string,
  { rule = 1, time = 1 }: Which = {},
): string {
  return `${what}-${target}${rule === 1 ? '' : `~${rule}`}${time === 1 ? '' : `*${time}`}`;
}

/** The number of each rule among those with the same name. */
export function numbered(names: readonly string[]): number[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const number = (seen.get(name) ?? 0) + 1;
    seen.set(name, number);
    return number;
  });
}

/** The names of a realm or a device. All ids that begin with one have a character after it that it cannot have. */
export const PLAIN_NAME = /^[A-Za-z0-9_-]+$/;

export interface NamedParts {
  readonly realms: readonly string[];
  readonly devices: readonly string[];
  /** Public names of users, which reveal no secret. */
  readonly users: readonly string[];
}

/** All ids that a name could be equal to and that are not of actors, in a world of these parts. */
export function takenIds({ realms, devices, users }: NamedParts): Set<string> {
  const each = (occurrences: readonly OccurrenceName[], targets: readonly string[]): string[] =>
    occurrences.flatMap((what) => targets.map((target) => occurrenceId(what, target)));
  return new Set([
    'boot',
    'at-rest',
    ...each(OF_REALM, realms),
    ...each(OF_DEVICE, devices),
    ...each(['outage'], FAULT_KINDS),
    ...each(USER_FAULTS, users),
  ]);
}

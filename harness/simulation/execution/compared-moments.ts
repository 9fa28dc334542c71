import { CHANGES_USER } from '../../amplify/client/auth-client.ts';
import type { AccessMode } from '../../instrumentation/access-set.ts';
import type { Moment } from '../world/moment.ts';

/** Prefix of locations that stand for a comparison by judges, not for anything that code shares. */
export const JUDGED = 'judged:';

/** The uses of such locations by a moment. */
export type Comparisons = readonly (readonly [mode: AccessMode, location: string])[];

/** In v6 and in v5. */
const SIGNED_IN: ReadonlySet<string> = new Set(['signedIn', 'signIn']);
export const SIGNED_OUT: ReadonlySet<string> = new Set(['signedOut', 'signOut']);
export const HOSTED_UI_COMPLETED: ReadonlySet<string> = new Set(['signInWithRedirect', 'cognitoHostedUI']);

/**
 * The moments that general invariants compare. If one of them asks for the order of two moments, these use one location in
 * conflicting modes, so the search tries both orders. Invariants cannot see the order of any other two.
 * @param deviceOf the device of a realm
 */
export function comparedByGeneralInvariants(
  moment: Moment,
  deviceOf: (realm: string) => string,
): Comparisons {
  switch (moment.what) {
    case 'call-begins': {
      const device = deviceOf(moment.call.realm);
      const changes = CHANGES_USER.has(moment.call.api);
      return [
        ['read', FAULTS],
        ['read', changeEnds(device)],
        ...(changes ? [['update', changeBegins(device)] as const] : []),
        ...(moment.call.api === 'signOut' ? [['read', removalsOn(device)] as const] : []),
      ];
    }
    case 'call-ends': {
      const { api, realm, status } = moment.call;
      return [
        ['read', changeBegins(deviceOf(realm))],
        ...(status === 'rejected' ? [['read', FAULTS] as const] : []),
        ...(CHANGES_USER.has(api) ? [['update', changeEnds(deviceOf(realm))] as const] : []),
        ...(api === 'signOut'
          ? [['read', signedOut(realm)] as const, ['read', removalsOn(deviceOf(realm))] as const]
          : []),
      ];
    }
    case 'load':
      return [
        ['update', changeBegins(deviceOf(moment.realm))],
        ['read', changeEnds(deviceOf(moment.realm))],
      ];
    case 'event':
      return comparedEvent(moment.event, moment.realm, deviceOf(moment.realm));
    case 'new-tokens':
      return [['update', newTokensOn(moment.device ?? '')]];
    case 'fault':
    case 'storage-failure':
    case 'refusal':
      return [['update', FAULTS]];
    default:
      return [];
  }
}

const SEEN_BY_OWN_INVARIANTS_ONLY: ReadonlySet<Moment['what']> = new Set([
  'printed-line',
  'request',
  'recovery',
]);

/** Whether general invariants can see that it has happened at all. */
export function isSeenByGeneralInvariants({ what }: Moment): boolean {
  return !SEEN_BY_OWN_INVARIANTS_ONLY.has(what);
}

/** What a scenario's own invariants may compare in addition: the order of any two moments, and of a realm's lines. */
export function comparedByOwnInvariants(moment: Moment): Comparisons {
  switch (moment.what) {
    case 'refusal':
    case 'new-tokens':
      return [];
    case 'printed-line':
      return [['write', `${JUDGED}printed:${moment.realm}`]];
    default:
      return [['write', REAL_TIME]];
  }
}

const REAL_TIME = `${JUDGED}real-time`;
/** What goes wrong, and all that calls which fail for no reason are judged by. */
const FAULTS = `${JUDGED}faults`;

/** Whether something is removed while a sign-out runs, which is known of a call once it has happened. */
export function removalsOn(device: string): string {
  return `${JUDGED}removals:${device}`;
}

function newTokensOn(device: string): string {
  return `${JUDGED}new-tokens:${device}`;
}

function changeBegins(device: string): string {
  return `${JUDGED}change-begins:${device}`;
}

function changeEnds(device: string): string {
  return `${JUDGED}change-ends:${device}`;
}

function signedOut(realm: string): string {
  return `${JUDGED}signed-out:${realm}`;
}

function comparedEvent(event: string, realm: string, device: string): Comparisons {
  if (HOSTED_UI_COMPLETED.has(event)) {
    return [
      ['update', changeEnds(device)],
      ['read', changeBegins(device)],
    ];
  }
  if (SIGNED_IN.has(event)) {
    return [
      ['read', changeBegins(device)],
      ['read', changeEnds(device)],
    ];
  }
  if (SIGNED_OUT.has(event)) {
    return [
      ['read', changeBegins(device)],
      ['read', changeEnds(device)],
      ['update', signedOut(realm)],
    ];
  }
  return event === 'tokenRefresh' ? [['read', newTokensOn(device)]] : [];
}

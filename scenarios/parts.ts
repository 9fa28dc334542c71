import type { CognitoOptions } from '../fakes/cognito/options.ts';
import type { StorageBackendName } from '../fakes/storage/catalogue.ts';
import type { ApiName } from '../harness/amplify/client/auth-client.ts';
import type { Platform } from '../harness/amplify/realm/globals.ts';
import { actorName } from '../harness/simulation/scenario/actor-name.ts';
import { flag, integer, oneOf } from '../harness/simulation/scenario/options.ts';
import { storageOn } from '../harness/simulation/scenario/platform-options.ts';
import type {
  ActorProgram,
  ProgramCall,
  Start,
  StartUser,
  StoredTokens,
} from '../harness/simulation/scenario/scenario.ts';

/** The user who is signed in when a scenario starts, if anybody is. */
export const ALICE: StartUser = { username: 'alice', password: 'Correct-Horse-1' };

/** The user who comes after her. */
export const BOB: StartUser = { username: 'bob', password: 'Battery-Staple-2' };

/** An app in which alice is signed in. bob can sign in, too. */
export function appOfAlice(
  { platform, storage }: { readonly platform: Platform; readonly storage: StorageBackendName },
  tokens: StoredTokens,
): Pick<Start, 'users' | 'devices' | 'realms'> {
  return {
    users: [ALICE, BOB],
    devices: {
      phone: { storage: storageOn(platform, storage), signedIn: { username: ALICE.username, tokens } },
    },
    realms: { app: { device: 'phone', platform } },
  };
}

const MINUTE = 60 * 1000;

/** A browser with a tab in which alice returns from the hosted UI after the given minutes. bob can sign in, too. */
export function aliceComesBack(minutes: number) {
  return {
    app: { hostedUi: true },
    users: [ALICE, BOB],
    devices: { browser: { storage: 'local-storage' } },
    realms: {
      tab: {
        device: 'browser',
        platform: 'web',
        hostedUiCallback: { username: ALICE.username, awayFor: minutes * MINUTE },
      },
    },
  } as const satisfies Start;
}

/** Names of the given number of tabs: `first`, then `tab2` and so on. */
export function tabNames(tabs: number, first = 'tab1'): [string, ...string[]] {
  return [first, ...Array.from({ length: tabs - 1 }, (_, index) => `tab${index + 2}`)];
}

/** The option of a scenario with tabs. */
export const TAB_OPTIONS = {
  processes: oneOf(
    ['separate', 'same'],
    'separate',
    "whether each browser tab has its own process, which sees other tabs' writes later, one at a time",
  ),
};

/** The renderer process that the option selects for tabs. */
export function processOf({ processes }: { readonly processes: 'separate' | 'same' }): { process?: string } {
  return processes === 'same' ? { process: 'one for all' } : {};
}

/** The options of a scenario that runs with and without rotation of refresh tokens. */
export function rotationOptions(byDefault: { readonly rotation: boolean; readonly grace: number }) {
  return {
    rotation: flag(byDefault.rotation, 'whether each refresh replaces the refresh token'),
    grace: integer(byDefault.grace, 'seconds for which a replaced refresh token still works', { max: 60 }),
  };
}

/** The user pool that these options select. */
export function poolWith({
  rotation,
  grace,
}: {
  readonly rotation: boolean;
  readonly grace: number;
}): Partial<CognitoOptions> {
  return rotation ? { rotation: { graceSeconds: grace } } : {};
}

const TAKING_TURNS: readonly ApiName[] = ['fetchAuthSession', 'getCurrentUser'];

/**
 * Actors A, B, ... with one call each, distributed among realms: `fetchAuthSession` and `getCurrentUser` in turn.
 * @param thenCalls what each calls after it
 * @param sameTask whether all calls of a realm start in one task, instead of independently
 */
export function callsAtOnce(
  calls: number,
  realms: readonly [string, ...string[]],
  { thenCalls = [], sameTask = false }: { thenCalls?: readonly ProgramCall[]; sameTask?: boolean } = {},
): ActorProgram[] {
  return Array.from({ length: calls }, (_, index) => ({
    actor: actorName(index),
    realm: realms[index % realms.length] ?? realms[0],
    ...(sameTask && index >= realms.length && { sameTaskAs: actorName(index % realms.length) }),
    calls: [{ api: TAKING_TURNS[index % TAKING_TURNS.length] as ApiName }, ...thenCalls],
  }));
}

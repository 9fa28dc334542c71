import type { CognitoOptions } from '../../../fakes/cognito/options.ts';
import type { StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import type { Json } from '../../../results/types.ts';
import type { ApiName, AuthClient } from '../../amplify/client/auth-client.ts';
import type { AppConfig } from '../../amplify/client/boot-options.ts';
import type { Platform } from '../../amplify/realm/globals.ts';
import type { OwnInvariant } from '../invariants/invariant.ts';
import type { AllowedFaults } from './allowed-faults.ts';
import { withCurrentNames } from './former-names.ts';
import type { OptionSpecs, OptionsOf } from './options.ts';
import { ScenarioError } from './scenario-error.ts';

/** One API call of an actor, as data. */
export interface ProgramCall {
  readonly api: ApiName;
  readonly args?: readonly Json[];
}

/**
 * What one actor does, one call after the other; actors run concurrently. A program is data, which can be
 * generated, shrunk and written to a trace, or, where that is not enough, code.
 */
export type ActorProgram = {
  /**
   * Letters, digits, `-` and `_`: it begins the causal ids of the actor's steps. Not the name of a step of something else,
   * such as `kill-app`.
   */
  readonly actor: string;
  readonly realm: string;
  /**
   * Another actor of the realm, in whose first task this one makes its first call too: one call after the other, before
   * anything that they await goes on, as in `Promise.all([one(), other()])`. Without it, the actor starts at a moment of
   * its own.
   */
  readonly sameTaskAs?: string;
} & ({ readonly calls: readonly ProgramCall[] } | { readonly run: (client: AuthClient) => Promise<unknown> });

/** Where the concurrent program starts from. */
export interface Start {
  readonly pool?: Partial<CognitoOptions>;
  /** How every app is configured. */
  readonly app?: AppConfig;
  readonly users: readonly StartUser[];
  /** By name: letters, digits, `-` and `_`. */
  readonly devices: Readonly<Record<string, StartDevice>>;
  /** By name: letters, digits, `-` and `_`. */
  readonly realms: Readonly<Record<string, StartRealm>>;
  /**
   * Whether apps have started when the program begins, as after a while on their first page, or are still loading
   * what they keep in storage: a cold start. `finished` by default.
   */
  readonly boot?: 'finished' | 'concurrent';
  /** Nothing goes wrong by default. */
  readonly faults?: AllowedFaults;
}

export interface StartUser {
  readonly username: string;
  readonly password: string;
  /** Default `<username>@example.com`. It is in every id token. */
  readonly email?: string;
}

/** Storage that outlives realms. */
export interface StartDevice {
  /** What kind of storage it is: a product with its ordering, atomicity and failures, or an ordering alone. */
  readonly storage: StorageBackendName;
  /**
   * By how much its clock is ahead of the true time, in ms, and has been since the sign-in; behind where negative. The
   * server's is right. Default 0.
   */
  readonly clock?: number;
  /** Whose session is stored on it, if anybody's. */
  readonly signedIn?: { readonly username: string; readonly tokens: StoredTokens };
}

/**
 * What has become of stored tokens since the sign-in: nothing; the access and the id token have `expired`; or they
 * have, and the user was signed out everywhere besides, so that the refresh token is `revoked`.
 */
export type StoredTokens = 'valid' | 'expired' | 'revoked';

/** A browser tab or an app process. */
export interface StartRealm {
  readonly device: string;
  readonly platform: Platform;
  /**
   * Of a browser tab, the renderer process that it runs in, by a name that the tabs of one process share, such as the
   * name of one of them. By default each tab has a process of its own, as tabs have that were opened independently:
   * what it writes becomes visible to the others later, one write at a time.
   */
  readonly process?: string;
  /**
   * Set for a page from which the user has left for the hosted UI when the program begins, as after
   * `signInWithRedirect`: nobody is signed in on its device. At some moment the user comes back, and the page loads
   * with a code in its URL; its actors begin then.
   */
  readonly hostedUiCallback?: HostedUiCallback;
  /**
   * Whether it may be killed once, between any two steps or two synchronous writes of one, and what the app calls when it
   * is started again. A browser tab is reloaded between two tasks, or crashes amid one.
   */
  readonly kill?: { readonly callsAfterRestart: readonly ProgramCall[] };
}

/** A sign-in at the hosted UI. */
export interface HostedUiCallback {
  /** Who signs in there. */
  readonly username: string;
  /** How long before the program begins the user left for it, in ms. Default 0. */
  readonly awayFor?: number;
}

/** Starting state + concurrent program + allowed faults + invariants. */
export interface Scenario<Specs extends OptionSpecs = OptionSpecs> {
  /** Names what happens to the user, in kebab case. */
  readonly name: string;
  readonly title: string;
  /** What was reported and what must hold, for `list`. */
  readonly description: string;
  readonly options: Specs;
  start(options: OptionsOf<Specs>): Start;
  program(options: OptionsOf<Specs>): readonly ActorProgram[];
  /** Beyond the general ones, which always hold. */
  readonly invariants?: readonly OwnInvariant[];
}

/**
 * Refuses a program whose steps could not be named.
 * @throws {ScenarioError}
 */
export function checkProgram(program: readonly ActorProgram[]): void {
  const actors = new Set<string>();
  for (const { actor } of program) {
    if (!/^[A-Za-z0-9_-]+$/.test(actor)) {
      throw new ScenarioError(`actor "${actor}" may only contain letters, digits, - and _`);
    }
    if (actors.has(actor)) throw new ScenarioError(`two actors are called "${actor}"`);
    actors.add(actor);
  }
}

/** Gives a scenario its types, and refuses one that could not run. */
export function defineScenario<const Specs extends OptionSpecs>(scenario: Scenario<Specs>): Scenario {
  if (!/^[a-z][a-z0-9-]*$/.test(scenario.name)) {
    throw new ScenarioError(
      `scenario name "${scenario.name}" is not kebab case, such as "concurrent-refresh"`,
    );
  }
  return withCurrentNames(scenario) as unknown as Scenario;
}

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
 * What one actor does, one call after another; actors run concurrently. A program is data, which can be generated,
 * shrunk and written to a trace, or code if data is not enough.
 */
export type ActorProgram = {
  /**
   * Consists of letters, digits, `-` and `_`, and begins the causal ids of the actor's steps. Must not be the name of
   * another step, such as `kill-app`.
   */
  readonly actor: string;
  readonly realm: string;
  /**
   * Another actor of the realm. This one makes its first call in the same task, right after that actor's first call and
   * before anything that they await continues, as in `Promise.all([one(), other()])`. Without it, the actor starts
   * independently.
   */
  readonly sameTaskAs?: string;
} & ({ readonly calls: readonly ProgramCall[] } | { readonly run: (client: AuthClient) => Promise<unknown> });

/** The state in which the concurrent program starts. */
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
   * Whether apps have finished starting when the program begins (`finished`, the default), or are still loading their
   * stored data (`concurrent`, a cold start).
   */
  readonly boot?: 'finished' | 'concurrent';
  /** The faults that may happen; none by default. */
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
  /** The kind of storage: a product with its ordering, atomicity and failures, or an ordering alone. */
  readonly storage: StorageBackendName;
  /**
   * How far its clock has been ahead of the true time since the sign-in, in ms; negative if behind. The server's clock
   * is correct. Default 0.
   */
  readonly clock?: number;
  /** The user whose session is stored on it, if any. */
  readonly signedIn?: { readonly username: string; readonly tokens: StoredTokens };
}

/**
 * What has happened to stored tokens since the sign-in:
 * - `valid`: nothing.
 * - `expired`: the access and the id token have expired.
 * - `revoked`: these have expired, and the user was signed out everywhere, so the refresh token is revoked, too.
 */
export type StoredTokens = 'valid' | 'expired' | 'revoked';

/** A browser tab or an app process. */
export interface StartRealm {
  readonly device: string;
  readonly platform: Platform;
  /**
   * For a browser tab: the name of its renderer process. Tabs with the same name share a process. By default each tab has
   * its own process, like tabs that were opened independently: what it writes becomes visible to the others later, one
   * write at a time.
   */
  readonly process?: string;
  /**
   * For a page that the user has left for the hosted UI before the program begins, as after `signInWithRedirect`. Nobody
   * is signed in on its device. At some moment the user returns, and the page loads with a code in its URL. The page's
   * actors begin then.
   */
  readonly hostedUiCallback?: HostedUiCallback;
  /**
   * If present, it may be killed once, between any two steps or between two synchronous writes of a step. Gives the calls
   * that the app makes when it starts again. A browser tab is reloaded between two tasks, or crashes during one.
   */
  readonly kill?: { readonly callsAfterRestart: readonly ProgramCall[] };
}

/** A sign-in at the hosted UI. */
export interface HostedUiCallback {
  /** The user who signs in there. */
  readonly username: string;
  /** How long before the start of the program the user left, in ms. Default 0. */
  readonly awayFor?: number;
}

/** A start state, a concurrent program, allowed faults, and invariants. */
export interface Scenario<Specs extends OptionSpecs = OptionSpecs> {
  /** What happens to the user, in kebab case. */
  readonly name: string;
  readonly title: string;
  /** What was reported and what must hold, for `list`. */
  readonly description: string;
  readonly options: Specs;
  start(options: OptionsOf<Specs>): Start;
  program(options: OptionsOf<Specs>): readonly ActorProgram[];
  /** Invariants in addition to the general ones, which always apply. */
  readonly invariants?: readonly OwnInvariant[];
}

/**
 * Rejects a program whose steps could not be named.
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

/** Gives a scenario its types. @throws {ScenarioError} if it cannot run */
export function defineScenario<const Specs extends OptionSpecs>(scenario: Scenario<Specs>): Scenario {
  if (!/^[a-z][a-z0-9-]*$/.test(scenario.name)) {
    throw new ScenarioError(
      `scenario name "${scenario.name}" is not kebab case, such as "concurrent-refresh"`,
    );
  }
  return withCurrentNames(scenario) as unknown as Scenario;
}

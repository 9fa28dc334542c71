import type { Mutant } from '../harness/amplify/releases/mutant.ts';

/** A release, and the options that differ from the scenario's defaults, as on the command line. */
export interface Control {
  readonly amplify: string;
  readonly set?: Readonly<Record<string, string>>;
  readonly mutant?: Mutant;
}

/** The controls of a scenario: where it must fail and where it must survive. */
export interface Controls {
  /** Positive control: here it fails, by this invariant among others. */
  readonly fails: Control & { readonly invariant: string };
  /** Negative control: here it survives. So it does not fail everywhere. */
  readonly survives: Control;
}

/** The controls of the scenarios of the catalogue, by name. */
export const CONTROLS: Readonly<Record<string, Controls>> = {
  'concurrent-refresh': {
    fails: { amplify: '6.6.6', set: { calls: '2' }, invariant: 'session-survives' },
    survives: { amplify: '6.12.2', set: { calls: '2' } },
  },
  'refresh-with-rotation': {
    fails: { amplify: '6.22.1', invariant: 'session-survives' },
    survives: { amplify: '6.22.1', set: { grace: '10' } },
  },
  'two-tabs-refresh': {
    fails: { amplify: '6.22.1', invariant: 'session-survives' },
    survives: { amplify: '6.22.1', set: { rotation: 'off' } },
  },
  'remembered-device-refresh': {
    fails: { amplify: '6.6.6', invariant: 'session-survives' },
    survives: { amplify: '6.12.2' },
  },
  'app-killed-during-refresh': {
    fails: { amplify: '6.6.6', invariant: 'session-survives' },
    survives: { amplify: '6.12.2' },
  },
  'app-killed-during-sign-in': {
    fails: { amplify: '5.3.24', invariant: 'sign-in-holds' },
    survives: { amplify: '5.3.24', set: { platform: 'web' } },
  },
  'app-suspended-during-refresh': {
    fails: { amplify: '6.22.1', set: { platform: 'web' }, invariant: 'returned-tokens-unexpired' },
    survives: { amplify: '6.22.1', set: { minutes: '0' } },
  },
  'cold-start': {
    fails: {
      amplify: '5.3.24',
      mutant: { of: `this._storageSync = this._storage["sync"]()`, by: `this._storage["sync"]()` },
      invariant: 'no-false-sign-out',
    },
    survives: { amplify: '5.3.24' },
  },
  'flaky-network-during-refresh': {
    fails: { amplify: '6.6.6', invariant: 'session-survives' },
    survives: { amplify: '6.12.2' },
  },
  'offline-during-refresh': {
    fails: { amplify: '6.6.6', invariant: 'session-survives' },
    survives: { amplify: '6.12.2' },
  },
  'service-in-trouble-during-refresh': {
    fails: { amplify: '6.12.2', invariant: 'session-survives' },
    survives: { amplify: '6.22.1' },
  },
  'response-lost-with-rotation': {
    fails: { amplify: '6.22.1', set: { grace: '0' }, invariant: 'session-survives' },
    survives: { amplify: '6.22.1' },
  },
  'storage-full-during-refresh': {
    fails: { amplify: '6.6.6', invariant: 'session-survives' },
    survives: { amplify: '6.12.2' },
  },
  'device-locked-during-refresh': {
    fails: { amplify: '6.22.1', set: { storage: 'secure-store-ios' }, invariant: 'no-false-sign-out' },
    survives: { amplify: '6.22.1', set: { locks: '0' } },
  },
  'cookies-too-large': {
    fails: { amplify: '6.22.1', invariant: 'sign-in-holds' },
    survives: { amplify: '6.22.1', set: { large: 'off' } },
  },
  'wrong-clock-during-refresh': {
    fails: {
      amplify: '6.22.1',
      mutant: { of: 'currentTime + clockDrift + tolerance', by: 'currentTime + tolerance' },
      invariant: 'returned-tokens-unexpired',
    },
    survives: { amplify: '6.22.1' },
  },
  'sign-out-during-refresh': {
    fails: { amplify: '6.22.1', invariant: 'stays-signed-out' },
    survives: { amplify: '5.3.24', set: { platform: 'web' } },
  },
  'another-user-signs-in-during-refresh': {
    fails: { amplify: '6.22.1', invariant: 'sign-in-holds' },
    survives: { amplify: '6.22.1', set: { tokens: 'valid' } },
  },
  'session-revoked-then-sign-in': {
    fails: { amplify: '6.22.1', invariant: 'sign-in-holds' },
    survives: { amplify: '6.22.1', set: { calls: '0' } },
  },
  'credentials-across-users': {
    fails: { amplify: '6.22.1', invariant: 'aws-identity-is-the-users' },
    survives: { amplify: '6.22.1', set: { meanwhile: 'nothing' } },
  },
  'guest-becomes-user': {
    fails: { amplify: '6.22.1', invariant: 'aws-identity-is-the-users' },
    survives: { amplify: '6.12.2' },
  },
  'app-sleeps-with-aws-credentials': {
    fails: { amplify: '6.22.1', invariant: 'returned-credentials-unexpired' },
    survives: { amplify: '6.22.1', set: { minutes: '0' } },
  },
  'session-revoked-with-aws-credentials': {
    fails: { amplify: '6.22.1', invariant: 'identity-pool-refuses-nothing' },
    survives: { amplify: '6.12.2' },
  },
  'configure-again': {
    fails: { amplify: '6.22.1', invariant: 'no-false-sign-out' },
    survives: { amplify: '6.12.2' },
  },
  'user-changes-beside-second-tab': {
    fails: { amplify: '6.22.1', invariant: 'stays-signed-out' },
    survives: { amplify: '6.22.1', set: { calls: '0' } },
  },
  'hosted-ui-callback-beside-calls': {
    fails: { amplify: '6.22.1', set: { minutes: '6' }, invariant: 'calls-await-hosted-ui-sign-in' },
    survives: { amplify: '6.22.1' },
  },
  'hosted-ui-callback-with-second-tab': {
    fails: { amplify: '6.22.1', invariant: 'hosted-ui-sign-in-completes' },
    survives: { amplify: '6.22.1', set: { other: 'calls', calls: '0' } },
  },
};

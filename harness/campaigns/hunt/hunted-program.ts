import { FAULT_KINDS } from '../../../fakes/cognito/fault-responses.ts';
import { STORAGE_BACKENDS, type StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import { STORAGE_FAILURES, type StorageFailure } from '../../../fakes/storage/failure.ts';
import type { Platform } from '../../amplify/realm/globals.ts';
import { actorName } from '../../simulation/scenario/actor-name.ts';
import type { AllowedFaults } from '../../simulation/scenario/allowed-faults.ts';
import {
  type ActorProgram,
  defineScenario,
  type ProgramCall,
  type Scenario,
  type Start,
} from '../../simulation/scenario/scenario.ts';
import { NETWORK_FAULTS, type NetworkFault } from '../../simulation/world/network-fault.ts';
import { USER_FAULTS, type UserFault } from '../../simulation/world/user-faults.ts';

/** The calls that a hunt may give to actors, by name. Programs are made of these. */
export const HUNTED_CALLS = {
  session: { api: 'fetchAuthSession' },
  refresh: { api: 'fetchAuthSession', args: [{ forceRefresh: true }] },
  user: { api: 'getCurrentUser' },
  'sign-out': { api: 'signOut' },
  'sign-out-everywhere': { api: 'signOut', args: [{ global: true }] },
  'sign-in': { api: 'signIn', args: [{ username: 'alice', password: 'Correct-Horse-1' }] },
  'sign-in-other': { api: 'signIn', args: [{ username: 'bob', password: 'Correct-Horse-2' }] },
  credentials: { api: 'fetchCredentials' },
  configure: { api: 'configure' },
} as const satisfies Readonly<Record<string, ProgramCall>>;

/** Storages on React Native for every version of Amplify: first bare orderings, then products, which can fail. */
export const HUNTED_STORAGES = [
  'fifo',
  'unordered',
  'sync',
  'async-storage-android',
  'async-storage-ios',
  'async-storage-3-android',
  'mmkv',
] as const satisfies readonly StorageBackendName[];

export type HuntedCall = keyof typeof HUNTED_CALLS;

/**
 * A world and its program, as a hunt generates them. Each field shrinks to the first value that the grammar lists, the
 * simplest.
 */
export interface HuntedProgram {
  readonly platform: Platform;
  /** The storage on React Native. In a browser it is synchronous. */
  readonly storage: (typeof HUNTED_STORAGES)[number];
  readonly signedIn: 'expired' | 'valid' | 'nobody';
  /** Whether refreshes replace the refresh token and, if so, for how many seconds the old one still works. */
  readonly rotation: 'off' | 0 | 10;
  readonly boot: NonNullable<Start['boot']>;
  /** How the devices' clocks have been since the sign-in: an hour off, or right. */
  readonly clock: 'right' | 'ahead' | 'behind';
  /** Realms in all: tabs, or processes of an app and its extension. */
  readonly realms: number;
  /** Number of devices. Realms are distributed among them in turn. The same user is signed in on each. */
  readonly devices: number;
  /** If present, the first realm may be killed once; these are its calls after the restart. */
  readonly killed: readonly HuntedCall[] | undefined;
  /** The one fault that may happen, once. */
  readonly fault: HuntedFault | undefined;
  readonly actors: readonly HuntedActor[];
}

const DEVICE_FAULTS = ['suspended', 'clock-forward', 'clock-back'] as const;

export type HuntedFault =
  | NetworkFault
  | UserFault
  | StorageFailure
  | 'offline'
  | (typeof DEVICE_FAULTS)[number];

/** How far clocks are off or jump: the lifetime of an access token. */
const HOUR = 3_600_000;

/** Faults, grouped by similar effect, the plainest first: a loss has the effects of a timeout. */
export const FAULT_FAMILIES: readonly (readonly HuntedFault[])[] = [
  NETWORK_FAULTS.filter((fault) => fault.startsWith('request-')),
  NETWORK_FAULTS.filter((fault) => fault.startsWith('response-')),
  FAULT_KINDS,
  ['offline'],
  STORAGE_FAILURES,
  USER_FAULTS,
  DEVICE_FAULTS,
];

export const HUNTED_FAULTS: readonly HuntedFault[] = FAULT_FAMILIES.flat();

export interface HuntedActor {
  /** Index of its realm, modulo the number of realms. */
  readonly realm: number;
  readonly calls: readonly HuntedCall[];
}

/** The world as a scenario starts it. */
export function startOf(program: HuntedProgram): Start {
  const { platform, signedIn, rotation, boot, clock, realms, killed, fault } = program;
  const names = realmNames(realms);
  const devices = deviceNames(program);
  const faults = fault && faultsOf(fault, program);
  return {
    ...(rotation !== 'off' && { pool: { rotation: { graceSeconds: rotation } } }),
    users: [
      { username: 'alice', password: 'Correct-Horse-1' },
      { username: 'bob', password: 'Correct-Horse-2' },
    ],
    ...(asksForCredentials(program) && { app: { identityPool: true } }),
    devices: Object.fromEntries(
      devices.map((device) => [
        device,
        {
          storage: storageOf(program),
          ...(clock !== 'right' && { clock: clock === 'ahead' ? HOUR : -HOUR }),
          ...(signedIn !== 'nobody' && { signedIn: { username: 'alice', tokens: signedIn } }),
        },
      ]),
    ),
    realms: Object.fromEntries(
      names.map((realm, index) => [
        realm,
        {
          device: devices[index % devices.length] ?? '',
          platform,
          ...(killed && index === 0 && { kill: { callsAfterRestart: callsOf(killed) } }),
        },
      ]),
    ),
    ...(boot !== 'finished' && { boot }),
    ...(faults && { faults }),
  };
}

/** The actors, called `A`, `B` and so on. */
export function actorsOf({ realms, actors }: HuntedProgram): ActorProgram[] {
  const names = realmNames(realms);
  return actors.map(({ realm, calls }, index) => ({
    actor: actorName(index),
    realm: names[realm % names.length] ?? '',
    calls: callsOf(calls),
  }));
}

/** The storage of a device. A browser has its own. */
export function storageOf({ platform, storage }: HuntedProgram): StorageBackendName {
  return platform === 'web' ? 'local-storage' : storage;
}

/** @param name in kebab case */
export function scenarioOf(name: string, program: HuntedProgram): Scenario {
  const start = startOf(program);
  const actors = actorsOf(program);
  return defineScenario({
    name,
    title: titleOf(program),
    description: 'Generated by hunt.',
    options: {},
    start: () => start,
    program: () => actors,
  });
}

/** A line that says who calls what, then which faults may happen. */
export function titleOf(program: HuntedProgram): string {
  const { platform, storage, signedIn, rotation, boot, clock, realms, killed, fault, actors } = program;
  const devices = deviceNames(program).length;
  const names = realmNames(realms);
  const running = actors.map(({ realm, calls }) => {
    const where = realms > 1 ? ` in ${names[realm % names.length]}` : '';
    return `${calls.join(', then ')}${where}`;
  });
  const facts = [
    platform === 'web' ? 'web' : `react-native with ${storage} storage`,
    signedIn === 'nobody' ? 'nobody signed in' : `${signedIn} tokens`,
    ...(rotation === 'off' ? [] : [`rotation with ${rotation} s of grace`]),
    ...(boot === 'concurrent' ? ['cold start'] : []),
    ...(clock === 'right' ? [] : [`clocks an hour ${clock}`]),
    ...(devices === 1 ? [] : [`${devices} devices`]),
    ...(killed ? [`${names[0]} may be killed`] : []),
    ...(fault ? [`fault ${fault}`] : []),
  ];
  return `${running.join(' | ')} (${facts.join('; ')})`;
}

/** @returns undefined if the storage of the program cannot fail in this way */
function faultsOf(fault: HuntedFault, program: HuntedProgram): AllowedFaults | undefined {
  if (fault === 'suspended') return { suspensions: realmNames(program.realms).slice(0, 1), max: 1 };
  if (fault === 'clock-forward') return { clocks: [{ device: FIRST_DEVICE, by: HOUR }], max: 1 };
  if (fault === 'clock-back') return { clocks: [{ device: FIRST_DEVICE, by: -HOUR }], max: 1 };
  if (fault === 'offline') return { outages: [fault], max: 1 };
  if (isOneOf(USER_FAULTS, fault)) return { users: [fault], max: 1 };
  if (isOneOf(STORAGE_FAILURES, fault)) {
    const failures: readonly StorageFailure[] = STORAGE_BACKENDS[storageOf(program)].failures;
    const possible = failures.filter((failure) => failure === fault);
    return possible.length > 0 ? { storage: possible, max: 1 } : undefined;
  }
  return { network: [fault], max: 1 };
}

function isOneOf<T extends HuntedFault>(faults: readonly T[], fault: HuntedFault): fault is T {
  return (faults as readonly HuntedFault[]).includes(fault);
}

function callsOf(calls: readonly HuntedCall[]): ProgramCall[] {
  return calls.map((call) => HUNTED_CALLS[call]);
}

function realmNames(realms: number): string[] {
  return realms === 1 ? ['app'] : Array.from({ length: realms }, (_, index) => `tab${index + 1}`);
}

const FIRST_DEVICE = 'phone';

/** At most one device per realm: a device without a realm would have no effect. */
function deviceNames({ realms, devices }: HuntedProgram): string[] {
  return [FIRST_DEVICE, 'tablet'].slice(0, Math.min(realms, devices));
}

/** Only then does the app need an identity pool. */
function asksForCredentials({ actors, killed = [] }: HuntedProgram): boolean {
  return [killed, ...actors.map(({ calls }) => calls)].some((calls) => calls.includes('credentials'));
}

import { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { APP_URL } from '../../amplify/realm/browser.ts';
import type { Bundle } from '../../amplify/releases/release.ts';
import { startOf } from '../scenario/made-afresh.ts';
import type { Start } from '../scenario/scenario.ts';
import { CallPort } from '../world/call-port.ts';
import { FaultBudget } from '../world/fault-budget.ts';
import { KillPort } from '../world/kill-port.ts';
import { LoadPort } from '../world/load-port.ts';
import type { NetworkPort } from '../world/network-port.ts';
import { StartPort } from '../world/start-port.ts';
import type { SuspensionPort } from '../world/suspension-port.ts';
import { TimerPort } from '../world/timer-port.ts';
import { World } from '../world/world.ts';
import type { LoadRecord } from './execution.ts';
import { JudgedOrder } from './judged-order.ts';
import { noteLateCode } from './late-code.ts';
import { openApps } from './open-apps.ts';
import { openDeviceFaults } from './open-device-faults.ts';
import { type OpenDevice, openDevices } from './open-devices.ts';
import { openNetwork } from './open-network.ts';
import { RealmBoots, type Shown } from './realm-boots.ts';
import type { Stage } from './start-actor.ts';
import type { Subject } from './subject.ts';
import { Words } from './words.ts';

/** A world with its devices, server and realms, booted and ready to run its program. */
export interface OpenWorld extends Stage, Shown {
  readonly start: Start;
  readonly server: FakeCognito;
  readonly words: Words;
  readonly devices: ReadonlyMap<string, OpenDevice>;
  /** What realms run: the release, or an instrumented copy where the heap is followed. */
  readonly bundle: Bundle;
  readonly network: NetworkPort;
  readonly timers: TimerPort;
  readonly budget: FaultBudget;
  /** Undefined where no realm may be suspended. */
  readonly suspensions: SuspensionPort | undefined;
  readonly loads: readonly LoadRecord[];
  readonly order: JudgedOrder;
  /** Starts the app of a realm afresh on the same device; it has loaded what it keeps in storage. */
  restart(realm: string): AuthClient;
}

export interface OpenOptions {
  /** Follow actors exactly. */
  readonly observed: boolean;
  /** Keep the stacks of what is issued. */
  readonly stacks: boolean;
  /** Names of tokens have the beginning of their SHA-256. */
  readonly tokenHashes?: boolean;
  /** The instrumented version of the release, to follow accesses to shared parts of the JavaScript heap. */
  readonly instrumented: Bundle | undefined;
  /** The rewindable version of the bundle that realms run, to use realms of former worlds again. */
  readonly rewindable?: Bundle | undefined;
}

/** Builds the world of a subject and starts its actors. Each comes to rest at its first call, or earlier if it is code. */
export function openWorld(subject: Subject, options: OpenOptions): OpenWorld {
  const { observed, stacks, instrumented, rewindable, tokenHashes } = options;
  const { release } = subject;
  const start = startOf(subject.scenario, subject.options);
  const world = new World({
    seed: subject.seed,
    observed,
    stacks,
    onLate: (what) => noteLateCode(subject, what),
  });
  const server = new FakeCognito({
    callbackUrls: [APP_URL],
    logoutUrls: [APP_URL],
    ...start.pool,
    now: () => world.clock.now,
    seed: String(subject.seed),
    onAccess: (mode, location) => world.touch(mode, `server:${location}`),
  });
  for (const user of start.users) server.addUser(user);
  const usernames = start.users.map(({ username }) => username);
  const words = new Words(server, usernames, tokenHashes);
  const stage: Stage = {
    world,
    starts: world.addSource(new StartPort()),
    calls: world.addSource(new CallPort(world)),
    unfinished: new Set(),
    crashes: [],
    misuses: [],
    hasIdentityPool: start.app?.identityPool ?? false,
  };
  const budget = new FaultBudget(world, start.faults?.max ?? 0);
  const devices = openDevices(world, {
    start,
    server,
    words,
    budget,
    calls: stage.calls,
    major: release.major,
  });
  const network = openNetwork(world, { start, server, words, budget });
  const timers = world.addSource(new TimerPort(world));
  const order = new JudgedOrder(world, {
    ownInvariants: (subject.scenario.invariants ?? []).some(({ ignoresOrder }) => !ignoresOrder),
    deviceOf: (realm) => start.realms[realm]?.device ?? '',
    isSerial: (device) => devices.get(device)?.storage.isSerial === true,
  });
  const bundle = instrumented ?? release.bundle;
  const boots = new RealmBoots({
    start,
    devices,
    surroundings: {
      release,
      bundle,
      rewindable,
      world,
      network,
      timers,
      pool: server.options,
      app: start.app,
    },
    wrap: subject.wrap,
    followsHeap: instrumented !== undefined,
  });
  const context = { start, stage, boots, release, server, words, devices };
  const { loading, loads, mortals } = openApps(subject.program(), context);
  world.addSource(new LoadPort(loading));
  world.addSource(new KillPort(world, mortals));
  // After kills, as kills are steps that run code, too.
  const suspensions = openDeviceFaults(world, { start, budget, devices });
  const restart = (realm: string): AuthClient => {
    world.enter(`restart of ${realm}`);
    return boots.boot(realm, { atOnce: true });
  };
  return {
    ...stage,
    start,
    server,
    words,
    devices,
    network,
    timers,
    suspensions,
    budget,
    bundle,
    loads,
    order,
    restart,
    ...boots.shown,
  };
}

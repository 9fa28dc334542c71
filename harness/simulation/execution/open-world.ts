import { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { APP_URL, type BrowserPage, type PageOptions } from '../../amplify/realm/browser.ts';
import type { Bundle } from '../../amplify/releases/release.ts';
import type { HeapTracker } from '../../instrumentation/heap/tracker.ts';
import { actorAgain, bootPhaseOf } from '../scenario/id-names.ts';
import { startOf } from '../scenario/made-afresh.ts';
import { type ActorProgram, checkProgram, type Start } from '../scenario/scenario.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { CallPort } from '../world/call-port.ts';
import { FaultBudget } from '../world/fault-budget.ts';
import { KillPort } from '../world/kill-port.ts';
import { type LoadingPage, LoadPort } from '../world/load-port.ts';
import type { NetworkPort } from '../world/network-port.ts';
import { StartPort } from '../world/start-port.ts';
import type { SuspensionPort } from '../world/suspension-port.ts';
import { TimerPort } from '../world/timer-port.ts';
import { World } from '../world/world.ts';
import { bootRealm } from './boot-realm.ts';
import type { HubRecord, LoadRecord, PrintedLine } from './execution.ts';
import { checkComebacks, leaveForHostedUi, pageWithCode } from './hosted-ui.ts';
import { JudgedOrder } from './judged-order.ts';
import { openDeviceFaults } from './open-device-faults.ts';
import { type OpenDevice, openDevices } from './open-devices.ts';
import { openNetwork } from './open-network.ts';
import { type Stage, startActor } from './start-actor.ts';
import { startPrograms } from './start-programs.ts';
import type { Subject } from './subject.ts';
import { Words } from './words.ts';
import { wrapClient, wrapperOf } from './wrap-client.ts';

/** A world with its devices, server and realms, booted and about to run its program. */
export interface OpenWorld extends Stage {
  readonly start: Start;
  readonly server: FakeCognito;
  readonly words: Words;
  readonly devices: ReadonlyMap<string, OpenDevice>;
  /** By realm: what its code does to shared parts of the JavaScript heap. Empty unless followed. */
  readonly heaps: ReadonlyMap<string, HeapTracker>;
  /** What realms run: the release, or an instrumented copy where the heap is followed. */
  readonly bundle: Bundle;
  readonly network: NetworkPort;
  readonly timers: TimerPort;
  /** By realm, the page that it is; none of a native app. */
  readonly pages: ReadonlyMap<string, BrowserPage>;
  readonly budget: FaultBudget;
  /** Undefined where no realm may be suspended. */
  readonly suspensions: SuspensionPort | undefined;
  readonly hub: HubRecord[];
  readonly loads: LoadRecord[];
  readonly printed: PrintedLine[];
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

/** Builds the world of a subject and starts its actors: each comes to rest at its first call, or before, if it is code. */
export function openWorld(subject: Subject, options: OpenOptions): OpenWorld {
  const { observed, stacks, instrumented, rewindable, tokenHashes } = options;
  const { release } = subject;
  const start = startOf(subject.scenario, subject.options);
  const world = new World({ seed: subject.seed, observed, stacks });
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
    starts: new StartPort(world),
    calls: new CallPort(world),
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
  const timers = new TimerPort(world);
  const order = new JudgedOrder(world, {
    ownInvariants: (subject.scenario.invariants ?? []).some(({ ignoresOrder }) => !ignoresOrder),
    deviceOf: (realm) => start.realms[realm]?.device ?? '',
    isSerial: (device) => devices.get(device)?.storage.isSerial === true,
  });
  const hub: HubRecord[] = [];
  const loads: LoadRecord[] = [];
  const printed: PrintedLine[] = [];
  const bundle = instrumented ?? release.bundle;
  const heaps = new Map<string, HeapTracker>();
  const pages = new Map<string, BrowserPage>();

  const boot = (
    realm: string,
    { atOnce = start.boot !== 'concurrent', page }: { atOnce?: boolean; page?: PageOptions } = {},
  ): AuthClient => {
    const spec = mustHave(start.realms, realm, 'realm');
    const device = devices.get(spec.device);
    if (!device)
      throw new ScenarioError(
        `realm "${realm}" is on device "${spec.device}", which the scenario does not define`,
      );
    if (atOnce) device.storage.bootAtOnce(realm);
    const { client, heap } = bootRealm(
      realm,
      {
        platform: spec.platform,
        device,
        followsHeap: instrumented !== undefined,
        onHubEvent: (event) => {
          hub.push({ realm, event, at: world.taken.length });
          world.note({ what: 'event', realm, event });
          world.log.reported(() => void hub.pop());
        },
        page,
        onPage: (opened) => pages.set(realm, opened),
        print: (line) => {
          printed.push({ realm, line });
          world.note({ what: 'printed-line', realm });
          world.log.reported(() => void printed.pop());
        },
      },
      { release, bundle, rewindable, world, network, timers, pool: server.options, app: start.app },
    );
    if (heap) heaps.set(realm, heap);
    const locks = spec.platform === 'web' ? device.locks.forPage(realm) : undefined;
    const { wrap } = subject;
    if (!wrap) return client;
    return wrapClient(client, { locks }, { wrap, onRun: () => world.touch('write', wrapperOf(realm)) });
  };

  const actors = subject.program();
  checkProgram(actors);
  for (const { actor, sameTaskAs: leader } of actors) {
    const isThere = actors.some((other) => other.actor === leader);
    if (leader !== undefined && isThere) stage.calls.startTogether(actor, leader);
  }
  checkComebacks(start);
  const clients = new Map<string, AuthClient>();
  const loading: LoadingPage[] = [];
  for (const [realm, { hostedUiCallback }] of Object.entries(start.realms)) {
    if (hostedUiCallback) {
      loading.push({
        realm,
        user: words.user(hostedUiCallback.username),
        load: () => {
          loads.push({ realm, at: world.taken.length, time: world.clock.now });
          world.note({ what: 'load', realm });
          const client = boot(realm, {
            page: pageWithCode(server, release.major, hostedUiCallback.username),
          });
          const itsActors = actors.filter((program) => program.realm === realm);
          startPrograms(itsActors, { stage, clientOf: () => client });
        },
      });
      continue;
    }
    world.enter(bootPhaseOf(realm, start, actors));
    clients.set(realm, boot(realm));
  }
  // The tabs that are open had loaded before the user left.
  for (const { device, hostedUiCallback } of Object.values(start.realms)) {
    if (!hostedUiCallback) continue;
    const leftAt = world.clock.now - (hostedUiCallback.awayFor ?? 0);
    const left = leaveForHostedUi(release, server.options.clientId, leftAt).localStorage;
    for (const [key, value] of Object.entries(left)) devices.get(device)?.storage.place(key, value);
  }
  const there = actors.filter((program) => !loading.some(({ realm }) => realm === program.realm));
  const clientOf = ({ actor, realm }: ActorProgram): AuthClient => {
    const client = clients.get(realm);
    if (client) return client;
    throw new ScenarioError(`actor "${actor}" runs in realm "${realm}", which the scenario does not define`);
  };
  startPrograms(there, { stage, clientOf, onData: (actor) => world.enter(`start of ${actor}`) });
  new LoadPort(world, loading);
  new KillPort(
    world,
    Object.entries(start.realms).flatMap(([realm, { kill, platform }]) => {
      if (!kill) return [];
      const isWeb = platform === 'web';
      const program = { actor: actorAgain(realm), realm, calls: kill.callsAfterRestart };
      return [
        {
          realm,
          between: isWeb ? 'reloaded' : 'killed',
          amid: isWeb ? 'crashed' : 'killed',
          restart: () => startActor(program, boot(realm), stage),
        },
      ];
    }),
  );
  // After deaths, which are steps that run code, too.
  const suspensions = openDeviceFaults(world, { start, budget, devices });
  const restart = (realm: string): AuthClient => {
    world.enter(`restart of ${realm}`);
    return boot(realm, { atOnce: true });
  };
  return {
    ...stage,
    start,
    server,
    words,
    devices,
    network,
    timers,
    pages,
    suspensions,
    budget,
    heaps,
    bundle,
    hub,
    loads,
    printed,
    order,
    restart,
  };
}

function mustHave<T>(record: Readonly<Record<string, T>>, name: string, what: string): T {
  const value = record[name];
  if (value === undefined) throw new ScenarioError(`the scenario has no ${what} "${name}"`);
  return value;
}

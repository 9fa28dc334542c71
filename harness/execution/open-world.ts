import { FakeCognito, type TokenSet } from '../../fakes/cognito/fake-cognito.ts';
import type { KeyValueStorage } from '../../fakes/storage/fake-storage.ts';
import type { StorageData } from '../../fakes/storage/operation.ts';
import type { AuthClient } from '../client/auth-client.ts';
import { scheduledClient } from '../client/scheduled-client.ts';
import { bootV6 } from '../client/v6.ts';
import { createRealm } from '../realm/realm.ts';
import type { Start, StartDevice } from '../scenario/scenario.ts';
import { CallPort } from '../world/call-port.ts';
import { NetworkPort } from '../world/network-port.ts';
import { StoragePort } from '../world/storage-port.ts';
import { TimerPort } from '../world/timer-port.ts';
import { World } from '../world/world.ts';
import type { DeviceState, HubRecord } from './execution.ts';
import type { Subject } from './subject.ts';
import { Words } from './words.ts';

/** A world with its devices, server and realms, booted and about to run its program. */
export interface OpenWorld {
  readonly world: World;
  readonly start: Start;
  readonly server: FakeCognito;
  readonly words: Words;
  readonly calls: CallPort;
  readonly hub: HubRecord[];
  readonly devices: ReadonlyMap<string, DeviceState>;
  /** Actors whose program has not come to its end. */
  readonly unfinished: ReadonlySet<string>;
}

const MILLISECONDS = 1000;

/** Builds the world of a subject and starts its actors: each comes to rest at its first call. */
export function openWorld(subject: Subject, observed: boolean): OpenWorld {
  const start = subject.scenario.start(subject.options);
  const world = new World({ seed: subject.seed, observed });
  const server = new FakeCognito({
    ...start.pool,
    now: () => world.clock.now,
    seed: String(subject.seed),
  });
  for (const user of start.users) server.addUser(user);
  const words = new Words(
    server,
    start.users.map(({ username }) => username),
  );
  const calls = new CallPort(world);
  const devices = new Map<string, DeviceState>();
  const storages = new Map<string, StoragePort>();
  for (const [device, spec] of Object.entries(start.devices)) {
    const state = startDevice(spec, server, world.clock.now);
    devices.set(device, state);
    storages.set(
      device,
      new StoragePort(world, {
        device,
        ordering: spec.storage,
        data: state.data,
        describeKey: (key) => words.key(key),
        describeValue: (value) => words.value(value),
      }),
    );
  }
  const network = new NetworkPort(world, {
    server: {
      respond: (request, id) => server.respond(request, id),
      describeRequest: (request) => words.request(request),
      describeResponse: (request, response) => words.response(request, response),
    },
    faults: start.faults?.network ?? [],
    maxFaults: start.faults?.max ?? 0,
  });
  const timers = new TimerPort(world);
  const hub: HubRecord[] = [];

  const clients = new Map<string, AuthClient>();
  for (const [realm, { device, platform }] of Object.entries(start.realms)) {
    const storage = storages.get(device);
    if (!storage) throw new TypeError(`realm "${realm}" is on device "${device}", which the scenario lacks`);
    world.enter(realm);
    const exports = createRealm(subject.release.bundle, {
      platform,
      fetch: (input, init) => network.fetch(realm, input, init),
      timers: timers.forRealm(realm),
      Date: world.clock.Date as unknown as DateConstructor,
      draw: () => world.draw(),
      extra: {},
    });
    clients.set(
      realm,
      bootV6(exports, {
        pool: server.options,
        storage: keyValueStorage(storage, realm),
        onHubEvent: (event) => hub.push({ realm, event, at: world.taken.length }),
      }),
    );
  }
  const unfinished = startActors(subject, world, calls, clients);
  return { world, start, server, words, calls, hub, devices, unfinished };
}

function startActors(
  subject: Subject,
  world: World,
  calls: CallPort,
  clients: ReadonlyMap<string, AuthClient>,
): ReadonlySet<string> {
  const unfinished = new Set<string>();
  for (const program of subject.program) {
    const { actor, realm } = program;
    const client = clients.get(realm);
    if (!client) throw new TypeError(`actor "${actor}" runs in realm "${realm}", which the scenario lacks`);
    world.enter(`start of ${actor}`);
    const scheduled = scheduledClient(client, calls, actor, realm);
    world.runAs(actor, () => {
      const run = 'run' in program ? program.run(scheduled) : runCalls(program.calls, scheduled);
      unfinished.add(actor);
      const finish = (): void => void unfinished.delete(actor);
      // The outcome of each call is on record; a program that stops at a failed call is no failure of its own.
      run.then(finish, finish);
    });
  }
  return unfinished;
}

async function runCalls(
  programCalls: readonly { readonly api: keyof AuthClient; readonly args?: readonly unknown[] }[],
  client: AuthClient,
): Promise<void> {
  for (const { api, args = [] } of programCalls) {
    await (client[api] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
  }
}

function startDevice(spec: StartDevice, server: FakeCognito, now: number): DeviceState {
  const data: StorageData = new Map();
  if (!spec.signedIn) return { data, initial: undefined };
  const { username, tokens } = spec.signedIn;
  const lifetime = server.options.accessTokenSeconds * MILLISECONDS;
  // Expired by a minute: beyond any tolerance for skewed clocks in a client.
  const issuedAt = tokens === 'expired' ? now - lifetime - 60 * MILLISECONDS : now;
  const set = server.startSession(username, { issuedAt });
  storeSession(data, server.options.clientId, username, set);
  return { data, initial: { username, tokens: set } };
}

/** The entries that Amplify v5 and v6 both keep of a session. */
function storeSession(data: StorageData, clientId: string, username: string, tokens: TokenSet): void {
  const client = `CognitoIdentityServiceProvider.${clientId}`;
  data.set(`${client}.LastAuthUser`, username);
  data.set(`${client}.${username}.accessToken`, tokens.accessToken);
  data.set(`${client}.${username}.idToken`, tokens.idToken);
  data.set(`${client}.${username}.refreshToken`, tokens.refreshToken);
  data.set(`${client}.${username}.clockDrift`, '0');
  data.set(
    `${client}.${username}.signInDetails`,
    JSON.stringify({ loginId: username, authFlowType: 'USER_SRP_AUTH' }),
  );
}

function keyValueStorage(port: StoragePort, realm: string): KeyValueStorage {
  return {
    getItem: async (key) => (await port.perform(realm, { method: 'getItem', key })) ?? null,
    setItem: async (key, value) => void (await port.perform(realm, { method: 'setItem', key, value })),
    removeItem: async (key) => void (await port.perform(realm, { method: 'removeItem', key })),
    clear: async () => void (await port.perform(realm, { method: 'clear' })),
  };
}

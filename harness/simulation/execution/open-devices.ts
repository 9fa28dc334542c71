import type { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import { STORAGE_BACKENDS, type StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import type { Start, StartDevice } from '../scenario/scenario.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import type { CallPort } from '../world/call-port.ts';
import { clockOf } from '../world/clock-port.ts';
import { DeviceClock } from '../world/device-clock.ts';
import type { FaultBudget } from '../world/fault-budget.ts';
import { LockPort } from '../world/lock-port.ts';
import { StorageEventPort } from '../world/storage-event-port.ts';
import { type StorageFaultRule, StorageFaults } from '../world/storage-fault.ts';
import { StoragePort } from '../world/storage-port.ts';
import { TabCookies, type TabCookiesOptions } from '../world/tab-cookies.ts';
import type { TabProcesses } from '../world/tab-processes.ts';
import { TabStorage, type TabStorageOptions } from '../world/tab-storage.ts';
import type { World } from '../world/world.ts';
import { removalsOn } from './compared-moments.ts';
import type { DeviceState } from './execution.ts';
import { startDevice } from './start-device.ts';
import type { Words } from './words.ts';

export interface DeviceContext {
  readonly start: Start;
  readonly server: FakeCognito;
  readonly words: Words;
  readonly budget: FaultBudget;
  readonly calls: CallPort;
  /** The major version of the Amplify that left its entries there. */
  readonly major: 5 | 6;
}

/** A device of a world. */
export interface OpenDevice {
  readonly name: string;
  /** The realms on it. */
  readonly realms: readonly string[];
  readonly state: DeviceState;
  /** The kind of storage that it has. */
  readonly backend: StorageBackendName;
  readonly storage: StoragePort;
  /** Between the tabs of a browser; undefined where there are none to hear of anything. */
  readonly events: StorageEventPort | undefined;
  /** What its pages share as `navigator.locks`. */
  readonly locks: LockPort;
  /** Undefined for one that is right and stays so. */
  readonly clock: DeviceClock | undefined;
}

/**
 * The devices of a scenario, by name.
 * @throws {ScenarioError} for an unknown storage, or a failure that no storage has
 */
export function openDevices(world: World, context: DeviceContext): Map<string, OpenDevice> {
  const { start, server, words, budget, calls, major } = context;
  const rules = (start.faults?.storage ?? []).map((rule) =>
    typeof rule === 'string' ? { kind: rule } : rule,
  );
  refuseUnknown(rules, start.devices);
  const open = new Map<string, OpenDevice>();
  for (const [device, { storage, clock = 0 }] of Object.entries(start.devices)) {
    const started = startDevice(device, { start, server, now: world.clock.now, major });
    const { data, keyPrefix } = started;
    const backend = STORAGE_BACKENDS[storage];
    const faults = new StorageFaults(world, budget, { device, backend, rules });
    const describeKey = (key: string): string =>
      words.key(key.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : key);
    const realms = Object.keys(start.realms).filter((realm) => start.realms[realm]?.device === device);
    const isShared = storage === 'local-storage' && realms.length > 1;
    const events = isShared
      ? world.addSource(new StorageEventPort(world, { device, describeKey }))
      : undefined;
    const processes = backend.ordering === 'sync' ? processesOn(device, start) : undefined;
    const port = world.addSource(
      new StoragePort(world, {
        device,
        backend,
        data,
        isReadAtOnce: realms.length > 1 && realms.some((realm) => start.realms[realm]?.kill),
        tabs:
          processes && ((hooks) => openTabs(world, { device, storage, data, processes, events, ...hooks })),
        faults: faults.none ? undefined : faults,
        onChange: events && ((change, realm) => events.changed(change, realm)),
        removals: {
          asked: (realm) => {
            world.touch('update', removalsOn(device));
            return calls.asksToRemove(realm);
          },
          snapshot: () => calls.rememberRemoved(),
        },
        describeKey,
        describeValue: (value) => words.value(value),
      }),
    );
    const jumps = start.faults?.clocks?.some((jump) => jump.device === device) ?? false;
    const wrongClock = new DeviceClock(
      () => world.clock.now,
      clock,
      () => world.touch('read', clockOf(device)),
    );
    open.set(device, {
      name: device,
      realms,
      backend: storage,
      storage: port,
      events,
      locks: world.addSource(new LockPort(world, device)),
      clock: clock !== 0 || jumps ? wrongClock : undefined,
      state: {
        ...started,
        ...(!faults.none && { brokenEntries: () => port.brokenEntries(), failedAt: () => port.failedAt }),
        ...(jumps && { clockJumped: () => wrongClock.offset !== clock }),
      },
    });
  }
  return open;
}

/**
 * By realm on a device, the renderer process that it runs in.
 * @returns undefined where there is only one
 * @throws {ScenarioError} for a process of a native app
 */
function processesOn(device: string, { realms }: Start): ReadonlyMap<string, string> | undefined {
  for (const [name, { platform, process }] of Object.entries(realms)) {
    if (process === undefined || platform === 'web') continue;
    throw new ScenarioError(
      `realm "${name}" is on ${platform} and sets process "${process}", but only tabs (platform "web") have a process: leave it out`,
    );
  }
  const tabs = Object.entries(realms).filter(
    ([, realm]) => realm.device === device && realm.platform === 'web',
  );
  const processes = new Map(tabs.map(([name, { process }]) => [name, process ?? name]));
  return new Set(processes.values()).size > 1 ? processes : undefined;
}

function openTabs(
  world: World,
  {
    storage,
    events,
    ...options
  }: Omit<TabCookiesOptions, 'backend'> &
    Pick<TabStorageOptions, 'onArrival'> & {
      readonly storage: StorageBackendName;
      readonly events: StorageEventPort | undefined;
    },
): TabProcesses {
  const backend = STORAGE_BACKENDS[storage];
  return storage === 'cookies'
    ? world.addSource(new TabCookies(world, { ...options, backend }))
    : world.addSource(
        new TabStorage(world, {
          ...options,
          backend,
          onSeen: (change, by, realms) => events?.changed(change, by, realms),
        }),
      );
}

function refuseUnknown(
  rules: readonly StorageFaultRule[],
  devices: Readonly<Record<string, StartDevice>>,
): void {
  for (const [device, { storage }] of Object.entries(devices)) {
    if (!Object.hasOwn(STORAGE_BACKENDS, storage)) {
      throw new ScenarioError(
        `device "${device}" has storage "${storage}", which is unknown; storages: ${Object.keys(STORAGE_BACKENDS).join(', ')}`,
      );
    }
  }
  const names = Object.keys(devices);
  for (const { kind, devices: named } of rules) {
    const missing = named?.find((device) => !names.includes(device));
    if (missing !== undefined)
      throw new ScenarioError(`the scenario has no device "${missing}" whose storage could fail: ${kind}`);
    const storages = Object.values(devices).map(({ storage }) => STORAGE_BACKENDS[storage]);
    if (!named && !storages.some(({ failures }) => failures.some((failure) => failure === kind))) {
      throw new ScenarioError(`no storage of the scenario can fail with "${kind}"`);
    }
  }
}

import type { FakeCognito } from '../../fakes/cognito/fake-cognito.ts';
import { STORAGE_BACKENDS } from '../../fakes/storage/catalogue.ts';
import type { Start, StartDevice } from '../scenario/scenario.ts';
import type { FaultBudget } from '../world/fault-budget.ts';
import { type StorageFaultRule, StorageFaults } from '../world/storage-fault.ts';
import { StoragePort } from '../world/storage-port.ts';
import type { World } from '../world/world.ts';
import type { DeviceState } from './execution.ts';
import { startDevice } from './start-device.ts';
import type { Words } from './words.ts';

export interface StorageContext {
  readonly start: Start;
  readonly server: FakeCognito;
  readonly words: Words;
  readonly budget: FaultBudget;
  /** Of the Amplify that left its entries there. */
  readonly major: 5 | 6;
}

/** A device and its storage. */
export interface OpenStorage {
  readonly state: DeviceState;
  readonly port: StoragePort;
}

/**
 * The devices of a scenario with their storages, by name.
 * @throws {TypeError} for a failure that no storage has
 */
export function openStorages(world: World, context: StorageContext): Map<string, OpenStorage> {
  const { start, server, words, budget, major } = context;
  const rules = (start.faults?.storage ?? []).map((rule) =>
    typeof rule === 'string' ? { kind: rule } : rule,
  );
  refuseUnknown(rules, start.devices);
  const open = new Map<string, OpenStorage>();
  for (const [device, { storage }] of Object.entries(start.devices)) {
    const started = startDevice(device, { start, server, now: world.clock.now, major });
    const { data, keyPrefix } = started;
    const backend = STORAGE_BACKENDS[storage];
    const faults = new StorageFaults(world, budget, { device, backend, rules });
    const port = new StoragePort(world, {
      device,
      backend,
      data,
      faults: faults.none ? undefined : faults,
      describeKey: (key) => words.key(key.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : key),
      describeValue: (value) => words.value(value),
    });
    open.set(device, {
      port,
      state: faults.none ? started : { ...started, brokenEntries: () => port.brokenEntries() },
    });
  }
  return open;
}

function refuseUnknown(
  rules: readonly StorageFaultRule[],
  devices: Readonly<Record<string, StartDevice>>,
): void {
  for (const [device, { storage }] of Object.entries(devices)) {
    if (!Object.hasOwn(STORAGE_BACKENDS, storage)) {
      throw new TypeError(
        `device "${device}" has storage "${storage}"; there are ${Object.keys(STORAGE_BACKENDS).join(', ')}`,
      );
    }
  }
  const names = Object.keys(devices);
  for (const { kind, devices: named } of rules) {
    const missing = named?.find((device) => !names.includes(device));
    if (missing !== undefined)
      throw new TypeError(`the scenario has no device "${missing}" to fail: ${kind}`);
    const storages = Object.values(devices).map(({ storage }) => STORAGE_BACKENDS[storage]);
    if (!named && !storages.some(({ failures }) => failures.some((failure) => failure === kind))) {
      throw new TypeError(`no storage of the scenario fails by "${kind}"`);
    }
  }
}

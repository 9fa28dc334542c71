import type { Start } from '../scenario/scenario.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { ClockPort, type JumpingClock } from '../world/clock-port.ts';
import type { FaultBudget } from '../world/fault-budget.ts';
import { StorageFaultPort } from '../world/storage-fault-port.ts';
import { SuspensionPort } from '../world/suspension-port.ts';
import type { World } from '../world/world.ts';
import type { OpenDevice } from './open-devices.ts';

export interface DeviceFaultContext {
  readonly start: Start;
  readonly budget: FaultBudget;
  readonly devices: ReadonlyMap<string, OpenDevice>;
}

/**
 * What may go wrong with devices and realms by steps of its own. To be opened after all that runs code.
 * @returns what keeps realms suspended; undefined where none may be
 * @throws {ScenarioError} for a realm or device that the scenario lacks
 */
export function openDeviceFaults(
  world: World,
  { start, budget, devices }: DeviceFaultContext,
): SuspensionPort | undefined {
  const { suspensions = [], clocks = [] } = start.faults ?? {};
  const all = [...devices.values()];
  const failing = all.filter(({ storage }) => storage.mayFail);
  if (failing.length > 0) {
    world.addSource(new StorageFaultPort(failing.map(({ storage, realms }) => ({ port: storage, realms }))));
  }
  if (clocks.length > 0) {
    const jumping = new Map<string, JumpingClock>();
    for (const { device } of clocks) {
      const { clock, realms } = devices.get(device) ?? {};
      if (!clock || !realms)
        throw new ScenarioError(`the scenario has no device "${device}", whose clock may jump`);
      jumping.set(device, { clock, realms });
    }
    world.addSource(new ClockPort(world, budget, { jumps: clocks, clocks: jumping }));
  }
  if (suspensions.length === 0) return undefined;
  const rules = suspensions.map((rule) => (typeof rule === 'string' ? { realm: rule } : rule));
  const missing = rules.find(({ realm }) => !Object.hasOwn(start.realms, realm));
  if (missing) throw new ScenarioError(`the scenario has no realm "${missing.realm}" that may be suspended`);
  return world.addSource(new SuspensionPort(world, budget, rules));
}

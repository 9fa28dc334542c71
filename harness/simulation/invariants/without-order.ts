import type { DeviceState, WholeExecution } from '../execution/execution.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { scenarioPosition } from '../scenario/scenario-position.ts';

/**
 * What an invariant may see that ignores the order of things. The search does not try both orders of steps for it, so
 * that a look at the numbers of steps would be a look at one order of many. Times stay: they are in the key of a state.
 * @returns an execution whose parts that give an order throw a {@link ScenarioError} when they are read
 */
export function withoutOrder(execution: WholeExecution, invariant: string): WholeExecution {
  const hiding = <T extends object>(of: string, thing: T, keys: readonly (keyof T & string)[]): T => {
    const copy = { ...thing };
    for (const key of keys) {
      // A copy of the thing reads it, too: what has been copied could be compared unnoticed.
      Object.defineProperty(copy, key, { enumerable: true, get: () => refuse(invariant, `${of}.${key}`) });
    }
    return copy;
  };
  const withoutPlace = <T extends { readonly at: number }>(of: string, records: readonly T[]): T[] =>
    records.map((record) => hiding(of, record, ['at']));
  const device = (state: DeviceState): DeviceState =>
    state.failedAt ? { ...state, failedAt: () => refuse(invariant, 'device.failedAt()') } : state;
  const seen: WholeExecution = {
    ...execution,
    calls: execution.calls.map((call) => hiding('call', call, ['startedAt', 'settledAt'])),
    hub: withoutPlace('hub', execution.hub),
    loads: withoutPlace('load', execution.loads),
    incidents: withoutPlace('incident', execution.incidents),
    devices: new Map([...execution.devices].map(([name, state]) => [name, device(state)])),
  };
  return hiding('execution', seen, ['steps', 'order']);
}

function refuse(invariant: string, field: string): never {
  const position = scenarioPosition(new Error('read'));
  const at = position === undefined ? '' : ` (${position})`;
  throw new ScenarioError(
    [
      `invariant ${invariant} says ignoresOrder: true, but it reads ${field}${at}.`,
      'The search does not try every order for such an invariant: its verdict would be worth nothing.',
      `Leave ignoresOrder out, or do not read ${field}. A copy, such as { ...call }, reads it, too.`,
    ].join('\n'),
  );
}

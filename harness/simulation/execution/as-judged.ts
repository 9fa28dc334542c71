import { inOrder } from './crash.ts';
import type { DeviceState, Execution, WholeExecution } from './execution.ts';
import type { Sequence } from './happened-before.ts';

/** An execution as judges see it. */
export interface AsJudged {
  /** To general invariants. */
  readonly general: Execution;
  /** To invariants of a scenario's own. */
  readonly own: WholeExecution;
}

/**
 * An execution without anything that depends on the order of commuting steps. Numbers of steps are replaced by positions in
 * an order that is the same for all such executions, and lists are in that order. If only the numbers give the order, they
 * stay, and lists are still sorted in the same way: an invariant that takes the first of several gives the same answer when
 * an execution is run again.
 * @param which the one to use of the orders that commuting steps allow
 */
export function asJudged(execution: WholeExecution, which?: Sequence): AsJudged {
  const { order, start, server, ending } = execution;
  const placeOf = order ? order.places(which) : (at: number): number => at;
  const place = <At extends number | undefined>(at: At): At => (at === undefined ? at : placeOf(at)) as At;
  const moved = <T extends { readonly at: number; readonly realm: string }>(records: readonly T[]): T[] =>
    records
      .map((record) => ({ ...record, at: placeOf(record.at) }))
      .sort((one, other) => one.at - other.at || compare(one.realm, other.realm));
  const general: Execution = {
    start,
    server,
    ending,
    calls: execution.calls
      .map((call) => ({ ...call, startedAt: place(call.startedAt), settledAt: place(call.settledAt) }))
      .sort((one, other) => compare(one.actor, other.actor)),
    crashes: inOrder(execution.crashes),
    hub: moved(execution.hub),
    loads: moved(execution.loads),
    incidents: moved(execution.incidents),
    devices: new Map([...execution.devices].map(([name, state]) => [name, deviceAsJudged(state, placeOf)])),
    unhandledRejections: execution.unhandledRejections.toSorted((one, other) =>
      compare(String(one), String(other)),
    ),
  };
  return {
    general,
    own: {
      ...general,
      order,
      uncontrolled: execution.uncontrolled,
      printed: execution.printed.toSorted((one, other) => compare(one.realm, other.realm)),
      steps: execution.steps
        .map((step, index) => ({ step, at: placeOf(index + 1) }))
        .sort((one, other) => one.at - other.at)
        .map(({ step }) => step),
    },
  };
}

function deviceAsJudged(state: DeviceState, placeOf: (at: number) => number): DeviceState {
  const { failedAt, data } = state;
  return {
    ...state,
    data: new Map([...data].sort(([one], [other]) => compare(one, other))),
    ...(failedAt && { failedAt: () => failedAt().map(placeOf) }),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

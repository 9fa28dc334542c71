import type { Executed } from '../execution/execute.ts';
import type { CallRecord } from '../world/call-port.ts';
import type { Step } from '../world/step.ts';

/** What it takes to tell for which call a step happened. */
export type Ran = Pick<Executed, 'steps' | 'calls'>;

/**
 * The call for which a step happened: the one that it descends from. What a call waits for that another had under way
 * descends from that one, and is of the last that its actor had started. Undefined for what another realm hears of it.
 */
export function callOfStep(step: Step, { steps, calls }: Ran): CallRecord | undefined {
  const ofActor = calls.filter(
    ({ actor, realm, startedAt }) => actor === step.actor && realm === step.realm && startedAt !== undefined,
  );
  for (const { id } of ancestryOf(step, steps)) {
    const call = ofActor.find((each) => each.id === id);
    if (call) return call;
  }
  const position = positionOf(step, steps);
  return ofActor.findLast(({ startedAt = 0 }) => startedAt <= position);
}

/** The step itself and what it descends from, nearest first. */
export function* ancestryOf(step: Step, steps: readonly Step[]): Iterable<Step> {
  let ancestor: Step | undefined = step;
  while (ancestor) {
    yield ancestor;
    const parent: string | undefined = ancestor.lineage.parent;
    ancestor = steps.find(({ id }) => id === parent);
  }
}

/** How many steps had been taken with it. */
export function positionOf({ id }: Pick<Step, 'id'>, steps: readonly Step[]): number {
  return steps.findIndex((step) => step.id === id) + 1;
}

/** How many steps had been taken when a call was over, for the app: it had settled, or its realm had died. */
export function endOf({ status, settledAt, realm }: CallRecord, steps: readonly Step[]): number {
  if (settledAt !== undefined) return settledAt;
  const death = steps.findIndex((step) => step.kind === 'kill' && step.realm === realm);
  return status === 'killed' && death >= 0 ? death + 1 : Number.POSITIVE_INFINITY;
}

/**
 * Whether the first of two calls was over before the other began. Then their order is the app's own doing, and no race
 * but for what the first left behind under way.
 */
export function areInTurn(first: CallRecord, second: CallRecord, steps: readonly Step[]): boolean {
  return endOf(first, steps) < (second.startedAt ?? Number.POSITIVE_INFINITY);
}

/** Whether a step of a call came when that had settled: nobody had waited for it. */
export function isLeftBehind(step: Step, call: CallRecord, steps: readonly Step[]): boolean {
  return call.settledAt !== undefined && positionOf(step, steps) > call.settledAt;
}

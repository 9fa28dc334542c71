import { execute } from '../../harness/execution/execute.ts';
import type { OpenWorld } from '../../harness/execution/open-world.ts';
import type { Subject } from '../../harness/execution/subject.ts';
import { judge } from '../../harness/invariants/index.ts';
import { replayStrategy } from '../../harness/strategies/replay.ts';
import type { Strategy } from '../../harness/strategies/strategy.ts';
import { type DeviceFacts, type DisagreementCode, disagreement } from './disagreement.ts';
import { rightOn } from './right.ts';
import { type Views, viewOn } from './view.ts';

export interface Disagreement extends DeviceFacts {
  readonly code: DisagreementCode;
  /** What broke, each as invariant and symptom. */
  readonly broken: readonly string[];
  readonly schedule: readonly string[];
}

export interface Trial {
  /** Set where the execution did not come to its end, or escaped control: nothing was compared. */
  readonly leftOut?: string;
  readonly devices: number;
  /** Devices of which it was known what their user has a right to. */
  readonly compared: number;
  readonly disagreement?: Disagreement;
}

/** What the users of all devices see after a subject was executed in its plain order. */
export async function viewsAfter(subject: Subject): Promise<Views[]> {
  const worlds: OpenWorld[] = [];
  await execute(subject, { ...replayStrategy([]), attach: (open) => worlds.push(open) });
  const views: Views[] = [];
  for (const open of worlds) for (const device of open.devices.keys()) views.push(await viewOn(device, open));
  return views;
}

/** Executes a subject once, judges it, and compares with what the user of each device sees afterwards. */
export async function tryProgram(subject: Subject, strategy: Strategy): Promise<Trial> {
  const worlds: OpenWorld[] = [];
  const executed = await execute(subject, { ...strategy, attach: (open) => worlds.push(open) });
  const [open] = worlds;
  if (!open || executed.uncontrolled || executed.ending !== 'quiescent') {
    return { leftOut: executed.uncontrolled?.what ?? executed.ending, devices: 0, compared: 0 };
  }
  // All of it before the world goes on: an execution is a view of its world.
  const violations = judge(executed);
  const schedule = executed.steps.map(({ id }) => id);
  const devices = Object.keys(executed.start.devices).filter((device) =>
    Object.values(executed.start.realms).some((realm) => realm.device === device),
  );
  const rights = devices.map((device) => [device, rightOn(device, executed)] as const);
  const facts: DeviceFacts[] = [];
  for (const [device, right] of rights) {
    if (right.kind !== 'unknown') facts.push({ device, right, views: await viewOn(device, open) });
  }
  const compared = facts.length;
  // An alarm may be for a device of which nothing is known.
  const found = compared === devices.length ? disagreement(facts, violations) : undefined;
  if (!found) return { devices: devices.length, compared };
  const broken = violations.map(({ invariant, symptom }) => `${invariant}: ${symptom}`);
  const { code } = found;
  return {
    devices: devices.length,
    compared,
    disagreement: { code, ...found.facts, broken, schedule },
  };
}

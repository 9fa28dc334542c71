import { replayStrategy } from '../../harness/exploration/strategies/replay.ts';
import { execute } from '../../harness/simulation/execution/execute.ts';
import { observing } from '../../harness/simulation/execution/observing.ts';
import type { OpenWorld } from '../../harness/simulation/execution/open-world.ts';
import type { Strategy } from '../../harness/simulation/execution/strategy.ts';
import type { Subject } from '../../harness/simulation/execution/subject.ts';
import { judge } from '../../harness/simulation/invariants/index.ts';
import { type DeviceFacts, type Disagreement, disagreements } from './disagreement.ts';
import { type Right, rightOn, type UnknownCode } from './right.ts';
import { type Views, viewsOn } from './view.ts';

/** Why nothing of an execution was compared: it did not come to its end, or escaped control. */
export type LeftOutCode = 'uncontrolled' | 'too-long' | 'abandoned';

export interface Trial {
  readonly steps: number;
  /** Of each device, whether it is known what its user has a right to; if not, why. */
  readonly devices: readonly ('known' | UnknownCode | LeftOutCode)[];
  readonly disagreements: readonly Disagreement[];
  /** What broke, each as invariant and symptom. */
  readonly broken: readonly string[];
}

/** What the user of a device sees in the same worlds where nothing happens. */
export type QuietViews = (right: Right) => Promise<readonly Views[]>;

/** What the users of all devices see after a subject was executed in its plain order. */
export async function viewsAfter(subject: Subject): Promise<Views[]> {
  const worlds: OpenWorld[] = [];
  await execute(subject, observing(replayStrategy([]), { attach: (open) => worlds.push(open) }));
  const views: Views[] = [];
  for (const open of worlds) views.push(...(await viewsOn([...open.devices.keys()], open)).values());
  return views;
}

/** Executes a subject once, judges it, and compares with what the user of each device sees afterwards. */
export async function tryProgram(
  subject: Subject,
  strategy: Strategy,
  quietViews: QuietViews,
): Promise<Trial> {
  const worlds: OpenWorld[] = [];
  const executed = await execute(subject, observing(strategy, { attach: (open) => worlds.push(open) }));
  const devices = Object.keys(executed.start.devices).filter((device) =>
    Object.values(executed.start.realms).some((realm) => realm.device === device),
  );
  const steps = executed.steps.length;
  const [open] = worlds;
  if (!open || executed.uncontrolled || executed.ending !== 'quiescent') {
    const why = executed.uncontrolled || executed.ending === 'quiescent' ? 'uncontrolled' : executed.ending;
    return { steps, devices: devices.map(() => why), disagreements: [], broken: [] };
  }
  // All of it before the world goes on: an execution is a view of its world.
  const violations = judge(executed);
  const rights = devices.map((device) => ({ device, right: rightOn(device, executed) }));
  const views = await viewsOn(devices, open);
  const facts: DeviceFacts[] = [];
  for (const { device, right } of rights) {
    const seen = views.get(device);
    if (seen) facts.push({ device, right, views: seen, quiet: await quietViews(right) });
  }
  return {
    steps,
    devices: rights.map(({ right }) => (right.kind === 'unknown' ? right.why : 'known')),
    disagreements: disagreements(facts, violations),
    broken: violations.map(({ invariant, symptom }) => `${invariant}: ${symptom}`),
  };
}

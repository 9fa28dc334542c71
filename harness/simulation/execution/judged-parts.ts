import type { DigestName } from './digests.ts';
import type { DeviceState, WholeExecution } from './execution.ts';

/** What holds a part of an execution in the key of a state: digests; or nothing, if it is the same in all states. */
type HeldBy = readonly DigestName[] | 'constant';

/**
 * The digests in the key of a state that hold what judges see. Nothing can be shown to judges without naming here what holds
 * it: the types require each part, and a test checks that a change of a part changes the key.
 */
export const JUDGED_PARTS = {
  start: 'constant',
  calls: ['calls', 'order'],
  crashes: ['crashes'],
  hub: ['events', 'order'],
  loads: ['loads', 'order'],
  incidents: ['faults', 'order'],
  devices: ['devices', 'order'],
  server: ['server'],
  unhandledRejections: ['rejections'],
  // A search merges no execution that has come to its end, and one that is out of control ends the check.
  ending: 'constant',
  uncontrolled: 'constant',
  steps: ['order'],
  printed: ['printed', 'order'],
  order: ['order'],
} satisfies Readonly<Record<keyof WholeExecution, HeldBy>>;

/**
 * The same of the state of a device.
 * @public for the compiler alone, which refuses it where a part is missing
 */
export const JUDGED_PARTS_OF_DEVICE = {
  data: ['devices'],
  brokenEntries: ['devices'],
  failedAt: ['order'],
  clockJumped: ['devices'],
  keyPrefix: 'constant',
  initial: 'constant',
} satisfies Readonly<Record<keyof DeviceState, HeldBy>>;

import type { Subject } from './subject.ts';

interface Late {
  readonly what: string;
  isReported: boolean;
}

/**
 * What code of scenarios did after its execution had ended. By their functions `start`, which the copies of a scenario
 * share. It outlives executions, as such code does, and only ever makes a check inconclusive.
 */
const noted = new Map<object, Late>();

/** Notes that code of a scenario did something after its execution had ended. */
export function noteLateCode({ scenario }: Subject, what: string): void {
  if (noted.has(scenario.start)) return;
  noted.set(scenario.start, {
    what: `code of scenario ${scenario.name} goes on after its execution has ended (${what})`,
    isReported: false,
  });
}

/** What code of a scenario did after its execution had ended, in words, for its verdict. */
export function lateCodeOf({ scenario }: Subject): string | undefined {
  const late = noted.get(scenario.start);
  if (late) late.isReported = true;
  return late?.what;
}

/** What no verdict could take into account, because it came after the verdict. */
export function unreportedLateCode(): readonly string[] {
  return [...noted.values()].filter(({ isReported }) => !isReported).map(({ what }) => what);
}

import { isMadeByScenario } from '../scenario/scenario-position.ts';
import type { CallRecord } from '../world/call-port.ts';
import type { UnhandledRejection } from '../world/world.ts';
import { type Crash, isOfCalls } from './crash.ts';
import type { OpenWorld } from './open-world.ts';

/** What nobody handled in a world. */
export interface Unhandled {
  /** By code of the app. */
  readonly crashes: readonly Crash[];
  /** Reasons of all other rejections: of Amplify, and of calls whose promises the app leaves alone. */
  readonly rejections: readonly unknown[];
}

/** What nobody has handled in a world until now. */
export function unhandledIn({ world, crashes, calls }: OpenWorld): Unhandled {
  return toldApart(world.unhandledRejections, crashes, calls.records);
}

/**
 * Tells the app's own errors, in promises that its programs do not return, from what Amplify rejected: an error that was
 * made in a file of the scenario, and that no call was rejected with, is the app's. What is no error has no place where
 * it was made, and counts as Amplify's.
 * @param crashes those of programs. An error that is one of them counts once
 */
export function toldApart(
  unhandled: readonly UnhandledRejection[],
  crashes: readonly Crash[],
  calls: readonly CallRecord[],
): Unhandled {
  const isOwn = ({ reason }: UnhandledRejection): boolean =>
    isMadeByScenario(reason) && !isOfCalls(reason, calls);
  const floating = unhandled
    .filter((rejection) => isOwn(rejection) && !crashes.some(({ error }) => error === rejection.reason))
    .map(({ reason, actor }): Crash => ({ actor, error: reason, isFloating: true }));
  return {
    crashes: [...crashes, ...floating],
    rejections: unhandled.filter((rejection) => !isOwn(rejection)).map(({ reason }) => reason),
  };
}

import type { Race } from '../../../results/types.ts';
import { callsSettle } from '../../simulation/invariants/calls-settle.ts';
import { noUnhandledRejection } from '../../simulation/invariants/no-unhandled-rejection.ts';
import { isFault, type Step } from '../../simulation/world/step.ts';
import { CallsOfSteps } from '../explain/calls-of-steps.ts';
import { codePathOf, codePathOfCall, type FramesOf, refreshes } from './code-path.ts';
import {
  type ExecutionFacts,
  type InjectedFault,
  injectedFaultsIn,
  somethingHangs,
} from './injected-faults.ts';

/** Waits forever for something that hangs. Any call that uses the network does; it is one cause wherever it shows. */
const NO_TIME_OUT = 'no-time-out';
/** A path that continues after its call has settled: nobody waits for it or learns that it failed. */
const NOT_AWAITED = 'not-awaited';
/** Several calls break it together, one after the other. */
const NO_RACE = 'no-race';
/** Code of the app's own programs, in variables that they share. */
const PROGRAM_VARIABLES = 'program-variables';
/** Changes nothing but how Amplify itself is set up: where it takes no race, whatever is called besides just meets that. */
const CONFIGURING = 'configure';

/** What is known about a finding besides its execution. */
export interface Found {
  /** The invariant that breaks. */
  readonly invariant: string;
  readonly race: Pick<Race, 'reversals'> | undefined;
  /** Whether the invariant holds if refresh tokens are not replaced. */
  readonly takesRotation: boolean;
  /** Where in the release's own sources a step was issued, innermost first. */
  readonly at: FramesOf;
}

/**
 * Names a root cause, whichever invariant it breaks: the paths of Amplify's code that race; or the path whose work
 * continues after its call has settled; otherwise the path and the fault that hit it. For a path that refreshes, the name
 * also says whether the finding needs refresh tokens to be replaced; for other paths that is just one reason for which a
 * refresh is refused.
 *
 * If no race of Amplify's is needed, but the app's own variables race, that is the cause.
 *
 * The name leaves out what merely made the cause visible: which entries decided, whether the app used the wrong value, other
 * faults if reversing two steps of Amplify's is enough to prevent the finding, and the order of calls of which one was over
 * before the other began. If several races have to be reversed, each is a cause of its own, and the last one is named.
 *
 * @param executed shrunk, so that all that is in it matters
 */
export function causeOf(executed: ExecutionFacts, { invariant, race, takesRotation, at }: Found): string {
  if (invariant === callsSettle.name && somethingHangs(executed.steps)) return NO_TIME_OUT;
  const named = (paths: readonly string[], ...circumstances: string[]): string => {
    const rotation = takesRotation && paths.every(refreshes) ? ['rotation'] : [];
    return [joined(paths), ...rotation, ...circumstances].join('/');
  };
  const work = new CallsOfSteps(executed);
  if (race?.reversals.at(-1)?.isOfProgram) return PROGRAM_VARIABLES;
  const pair = lastPairOf(race, executed);
  if (pair?.every((step) => !isFault(step) || loadsAnew(step, at))) {
    const how = work.howTheyRace(...pair);
    const racing =
      how === 'overlap' ? pair : pair.filter((step) => work.callOf(step) === how && !work.isWaitedFor(step));
    const paths = racing.map((step) => codePathOf(step, work, at));
    if (how === 'overlap') return named(paths);
    if (how) return `${joined(paths)}/${NOT_AWAITED}`;
  }
  const faults = injectedFaultsIn(executed, work, at);
  const hit = [...new Set(faults.flatMap(({ paths }) => paths))];
  const nobodyWaited = faults.some(
    ({ onlyLeftBehind, paths }) =>
      onlyLeftBehind || (paths.length > 0 && invariant === noUnhandledRejection.name),
  );
  if (nobodyWaited) return `${joined(hit)}/${NOT_AWAITED}`;
  const paths = called(executed);
  if (paths.includes(CONFIGURING)) return CONFIGURING;
  // Calls one after the other, each over before the next begins, are distinguished from calls that race.
  const inOrder = faults.length === 0 && new Set(paths).size > 1 ? [NO_RACE] : [];
  return named(hit.length > 0 ? hit : paths, ...codesOf(faults), ...inOrder);
}

/** Whether the code with which a page starts again races, and not its unloading. */
function loadsAnew(step: Step, at: FramesOf): boolean {
  return step.kind === 'kill' && at(step).length > 0;
}

/** Two steps whose order decides, the first one first. */
function lastPairOf(race: Found['race'], { steps }: ExecutionFacts): [Step, Step] | undefined {
  const last = race?.reversals.at(-1);
  const [first, second] = [last?.first, last?.second].map((wanted) => steps.find(({ id }) => id === wanted));
  return first && second && [first, second];
}

function called({ calls }: ExecutionFacts): string[] {
  return calls.filter(({ startedAt }) => startedAt !== undefined).map(({ api }) => codePathOfCall(api));
}

function codesOf(faults: readonly InjectedFault[]): string[] {
  return [...new Set(faults.map(({ code }) => code))];
}

/** `getTokens+signOut`: each path once, or twice if it races with itself. */
function joined(paths: readonly string[]): string {
  const distinct = [...new Set(paths)].sort();
  return (distinct.length > 1 ? distinct : paths.slice(0, 2)).join('+');
}

import { areInTurn, callOfStep, isLeftBehind } from '../explain/call-of-step.ts';
import { callsSettle } from '../invariants/calls-settle.ts';
import { noUnhandledRejection } from '../invariants/no-unhandled-rejection.ts';
import type { Race, SourcePosition } from '../results/types.ts';
import type { Step } from '../world/step.ts';
import { codePathOf, codePathOfCall, refreshes } from './code-path.ts';
import { type Disaster, disastersIn, isDisaster, type Struck, somethingHangs } from './disaster.ts';

/** Waits for ever on what hangs. Any call that uses the network does; it is one cause wherever it shows. */
const NO_TIME_OUT = 'no-time-out';
/** A path that goes on when its call has settled: nobody waits for it, or hears that it failed. */
const NOT_AWAITED = 'not-awaited';
/** Changes nothing but how Amplify itself is set up: where it takes no race, whatever is called besides just meets that. */
const CONFIGURING = 'configure';

/** What is known of a finding beside its execution. */
export interface Found {
  /** The invariant that breaks. */
  readonly invariant: string;
  readonly race: Pick<Race, 'flips' | 'steps'> | undefined;
  /** Whether what breaks holds where refresh tokens are not replaced. */
  readonly takesRotation: boolean;
}

/**
 * Names a root cause, of whichever invariant it breaks: the paths of Amplify's code that race; the path whose work
 * goes on when its call has settled; or else the path and what struck it; and, of a path that refreshes, whether it takes
 * that refresh tokens are replaced: to others that is but one reason for which a refresh is refused. It leaves out what merely made it show: which entries decided, whether the app came to use what was wrong,
 * what struck besides where turning round two steps of Amplify's is enough to heal it, and the order of calls of which
 * one was over before the other began.
 *
 * @param executed shrunk, so that all that is in it matters
 */
export function causeOf(executed: Struck, { invariant, race, takesRotation }: Found): string {
  if (invariant === callsSettle.name && somethingHangs(executed.steps)) return NO_TIME_OUT;
  const pairs = pairsOf(race, executed);
  const leftBehind = pairs.flatMap((pair) => pathsLeftBehind(pair, executed));
  if (leftBehind.length > 0) return `${inWords(leftBehind)}/${NOT_AWAITED}`;
  const named = (paths: readonly string[], ...circumstances: string[]): string => {
    const rotation = takesRotation && paths.every(refreshes) ? ['rotation'] : [];
    return [inWords(paths), ...rotation, ...circumstances].join('/');
  };
  if (pairs.length > 0 && pairs.every((pair) => isRace(pair, executed))) {
    return named(pairs.flatMap((pair) => pathsOf(pair, executed)));
  }
  const disasters = disastersIn(executed);
  const struck = disasters.flatMap(({ paths }) => paths);
  const nobodyWaited = disasters.some(
    ({ onlyLeftBehind, paths }) =>
      onlyLeftBehind || (paths.length > 0 && invariant === noUnhandledRejection.name),
  );
  if (nobodyWaited) return `${inWords(struck)}/${NOT_AWAITED}`;
  return named(struck.length > 0 ? struck : called(executed), ...wordsOf(disasters));
}

/** Two steps whose order decides, the first one first, and where they were issued. */
type Pair = readonly [Placed, Placed];

interface Placed {
  readonly step: Step;
  readonly at: readonly SourcePosition[];
}

function pairsOf(race: Found['race'], { steps }: Struck): Pair[] {
  const placed = (id: string): Placed[] => {
    const step = steps.find((each) => each.id === id);
    return step ? [{ step, at: race?.steps.find((each) => each.id === id)?.at ?? [] }] : [];
  };
  return (race?.flips ?? []).flatMap(({ first, second }): Pair[] => {
    const [one, other] = [...placed(first), ...placed(second)];
    return one && other ? [[one, other]] : [];
  });
}

/** Whether it is Amplify that races with itself: in calls that overlap, not in the order of the app's own. */
function isRace([one, other]: Pair, executed: Struck): boolean {
  if (isDisaster(one.step) || isDisaster(other.step)) return false;
  const [first, second] = [callOfStep(one.step, executed), callOfStep(other.step, executed)];
  return first !== undefined && second !== undefined && !areInTurn(first, second, executed.steps);
}

function pathsOf(pair: Pair, executed: Struck): string[] {
  return pair.map(({ step, at }) => codePathOf(step, executed, at));
}

/** Of two steps the paths of those that came when their call had settled, before the other began. */
function pathsLeftBehind([one, other]: Pair, executed: Struck): string[] {
  return [
    [one, other],
    [other, one],
  ].flatMap(([late, next]) => {
    if (!late || !next) return [];
    const [call, nextCall] = [callOfStep(late.step, executed), callOfStep(next.step, executed)];
    if (!call || !nextCall || !areInTurn(call, nextCall, executed.steps)) return [];
    return isLeftBehind(late.step, call, executed.steps) ? [codePathOf(late.step, executed, late.at)] : [];
  });
}

function called({ calls }: Struck): string[] {
  const paths = calls
    .filter(({ startedAt }) => startedAt !== undefined)
    .map(({ api }) => codePathOfCall(api));
  return paths.includes(CONFIGURING) ? [CONFIGURING] : paths;
}

function wordsOf(disasters: readonly Disaster[]): string[] {
  return [...new Set(disasters.map(({ words }) => words))];
}

/** `getTokens+signOut`: each path once, or twice where it races with itself. */
function inWords(paths: readonly string[]): string {
  const distinct = [...new Set(paths)].sort();
  return (distinct.length > 1 ? distinct : paths.slice(0, 2)).join('+');
}

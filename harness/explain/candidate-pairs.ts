import type { Executed } from '../execution/execute.ts';
import type { Subject } from '../execution/subject.ts';
import type { Step } from '../world/step.ts';
import type { StepAccesses } from './accesses.ts';
import { areInTurn, callOfStep, isLeftBehind } from './call-of-step.ts';
import { conflicts, type RacingPair } from './conflicts.ts';
import { heapAccessesOf } from './heap-accesses.ts';

/**
 * The pairs of steps that may be what an execution went wrong by, those first that say most about it: of two calls
 * that overlap, the second of the two the step in which it went wrong; then others before that; then others; at last
 * those whose order is not up to Amplify, since it is up to the app or to what struck.
 *
 * What is on the JavaScript heap is looked at only for the step in which it went wrong: it would explain everything.
 *
 * @param wentWrong the step from which on something was broken for good, if there is one
 */
export async function* candidatePairs(
  subject: Subject,
  executed: Executed,
  accesses: StepAccesses,
  wentWrong: Step | undefined,
): AsyncIterable<readonly RacingPair[]> {
  const { steps } = executed;
  const pairs = conflicts(steps, accesses);
  const races = pairs.filter((pair) => isRace(pair, executed));
  const decides = ({ second }: RacingPair): boolean => second === wentWrong;
  if (wentWrong) {
    yield races.filter(decides);
    const onHeap = conflicts(steps, await heapAccessesOf(subject, executed));
    yield onHeap.filter((pair) => decides(pair) && isRace(pair, executed));
  }
  const inTime = races.filter(
    ({ second }) => !wentWrong || steps.indexOf(second) <= steps.indexOf(wentWrong),
  );
  yield inTime.filter((pair) => !decides(pair));
  yield races.filter((pair) => !inTime.includes(pair));
  yield pairs.filter((pair) => !races.includes(pair));
}

/** Whether both are steps of Amplify's, and of calls that overlap or that go on after they have settled. */
function isRace({ first, second }: RacingPair, executed: Executed): boolean {
  const isOwn = ({ kind }: Step): boolean => kind !== 'fault' && kind !== 'kill';
  const [one, other] = [callOfStep(first, executed), callOfStep(second, executed)];
  if (!one || !other || !isOwn(first) || !isOwn(second)) return false;
  return !areInTurn(one, other, executed.steps) || isLeftBehind(first, one, executed.steps);
}

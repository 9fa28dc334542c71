import type { Executed } from '../../simulation/execution/execute.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import type { CallRecord } from '../../simulation/world/call-port.ts';
import { isFault, type Step } from '../../simulation/world/step.ts';
import type { StepAccesses } from './accesses.ts';
import { CallsOfSteps } from './calls-of-steps.ts';
import { conflicts, type RacingPair } from './conflicts.ts';
import { heapAccessesOf } from './heap-accesses.ts';

/** Pairs of steps that may be what an execution went wrong by, in groups, those first that say most about it. */
export interface CandidatePairs {
  /**
   * Races by which it went wrong directly: the second is the step in which it did, or one that this followed from, what
   * was read last first, and what was asked of the server at last. What is on the JavaScript heap is looked at for that
   * step alone: it would explain everything.
   */
  readonly near: AsyncIterable<readonly RacingPair[]>;
  /**
   * All others: races before that step, then others, at last pairs whose order is not up to Amplify, since it is up to
   * the app or to a fault.
   */
  readonly far: AsyncIterable<readonly RacingPair[]>;
}

/** @param wentWrong the step from which on something was broken for good, if there is one */
export function candidatePairs(
  subject: Subject,
  executed: Executed,
  accesses: StepAccesses,
  wentWrong: Step | undefined,
): CandidatePairs {
  const { steps } = executed;
  const work = new CallsOfSteps(executed);

  /** Whether both are steps of Amplify's whose order is up to nobody. */
  const isRace = ({ first, second }: RacingPair): boolean =>
    !isFault(first) && !isFault(second) && work.howTheyRace(first, second) !== undefined;
  const areApart = (first: Step, second: Step): boolean =>
    first.actor !== second.actor || work.howTheyRace(first, second) !== undefined;
  const pairs = conflicts(steps, accesses, areApart);
  const races = pairs.filter(isRace);
  const ledThere = wentWrong ? [...ancestryWithinCall(wentWrong, work)] : [];
  const earlier = ledThere.filter((step) => step !== wentWrong);
  const met = races.filter(({ second }) => ledThere.includes(second));
  /** Where a queue keeps them in order, it was decided when they were issued. */
  const overwrites = met.filter(({ first, second }) => isStore(first) && isStore(second));
  const staleReads = races.filter(
    ({ first, second }) =>
      earlier.includes(first) && wentWrong && work.positionOf(second) <= work.positionOf(wentWrong),
  );
  const near = new Set([...met, ...staleReads]);

  async function* nearGroups(): AsyncIterable<readonly RacingPair[]> {
    if (!wentWrong) return;
    const reads = met.filter((pair) => !overwrites.includes(pair));
    const decisive = reads.filter(({ second }) => second === wentWrong);
    // What another has changed comes before what it has merely seen.
    yield decisive.filter((pair) => changesForSecond(pair, accesses));
    yield decisive.filter((pair) => !changesForSecond(pair, accesses));
    const onHeap = conflicts(steps, await heapAccessesOf(subject, executed), areApart);
    yield onHeap.filter((pair) => pair.second === wentWrong && isRace(pair));
    const [asked, others] = [true, false].map((isRequest) =>
      earlier.filter(({ kind }) => (kind === 'request') === isRequest),
    );
    for (const step of others ?? []) yield reads.filter(({ second }) => second === step);
    yield overwrites.map((pair) => ({ ...pair, directly: true as const }));
    yield [...overwrites, ...staleReads];
    for (const step of asked ?? []) yield reads.filter(({ second }) => second === step);
  }

  async function* farGroups(): AsyncIterable<readonly RacingPair[]> {
    const others = races.filter((pair) => !near.has(pair));
    const isBefore = ({ second }: RacingPair): boolean =>
      !wentWrong || work.positionOf(second) <= work.positionOf(wentWrong);
    yield others.filter(isBefore);
    yield others.filter((pair) => !isBefore(pair));
    yield pairs.filter((pair) => !races.includes(pair));
  }

  return { near: nearGroups(), far: farGroups() };
}

/** Whether the first of two steps writes something that the second touches. */
function changesForSecond({ first, second }: RacingPair, accesses: StepAccesses): boolean {
  const touched = accesses.get(second.id)?.accesses;
  return [...(accesses.get(first.id)?.accesses ?? [])].some(
    ([location, mode]) => mode !== 'read' && touched?.has(location),
  );
}

/** Whether all that a step does is to change the storage. */
function isStore({ kind, writes }: Step): boolean {
  return kind === 'effect' && writes;
}

/** A step and what it follows from, as far as the call reaches that it is of, or that it comes of. */
function* ancestryWithinCall(step: Step, work: CallsOfSteps): Iterable<Step> {
  let call: CallRecord | undefined;
  for (const ancestor of work.ancestry(step)) {
    const of = work.callOf(ancestor);
    if (call && of !== call) return;
    call = of;
    yield ancestor;
  }
}

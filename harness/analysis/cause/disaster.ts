import type { Executed } from '../../simulation/execution/execute.ts';
import type { CallRecord } from '../../simulation/world/call-port.ts';
import { isDisaster, type Step } from '../../simulation/world/step.ts';
import type { CallsOfSteps } from '../explain/calls-of-steps.ts';
import { codePathOf, codePathOfCall, type FramesOf } from './code-path.ts';

/** What it takes to tell what a disaster struck. */
export type Struck = Pick<Executed, 'steps' | 'calls' | 'devices'>;

/** What tells the path of a step. */
interface Where {
  readonly work: CallsOfSteps;
  readonly at: FramesOf;
}

/** Something that went wrong from outside, and what of Amplify's code it struck. */
export interface Disaster {
  /** In kebab case, without the way in which a request failed, an answer was lost that was given, or a storage failed. */
  readonly words: string;
  /** Paths of code that it cut off or made fail. Empty where it struck none in particular. */
  readonly paths: readonly string[];
  /** Whether it struck only work that a call had left behind under way. */
  readonly onlyLeftBehind: boolean;
}

/** What is said of a request that fails, and of an answer that does not arrive as it was given. */
const REQUEST_FAILS = /^(\w+) (answered |refused: \w+ )?(?:is|times|hangs|arrives)\b/;
const FAILS = '-fails';
const ANSWER_LOST = '-answer-lost';
const STORAGE_FAILS = /fails: /;
/** A failure that lasts is one cause, wherever in a step it begins. */
const STORAGE_BEGINS_TO_FAIL = /^the storage of .+ begins to fail: [a-z-]+/;
const HANGS = / hangs for ever$/;

/** Whether something hangs for ever. */
export function somethingHangs(steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === 'fault' && HANGS.test(step.describe()));
}

/** What struck in an execution, in the order in which it did; what struck nothing itself only where that is all. */
export function disastersIn(executed: Struck, work: CallsOfSteps, at: FramesOf): Disaster[] {
  const disasters = executed.steps
    .filter(isDisaster)
    .map((step) => (step.kind === 'kill' ? death(step, work, at) : fault(step, executed, { work, at })));
  const striking = disasters.filter(({ paths }) => paths.length > 0);
  const all = new Set(striking.map(({ words }) => words));
  // Where a request fails again and again, it does not matter whether the server has got it once.
  const isAgain = ({ words }: Disaster): boolean =>
    words.endsWith(ANSWER_LOST) && all.has(words.replace(ANSWER_LOST, FAILS));
  return striking.length > 0 ? striking.filter((disaster) => !isAgain(disaster)) : disasters;
}

function fault(step: Step, executed: Struck, where: Where): Disaster {
  const words = step.describe();
  if (STORAGE_FAILS.test(words)) {
    const failed = failingStep(executed) ?? step;
    return { words: 'storage-fails', ...whatStruck(failed, where) };
  }
  const [, operation, answer] = where.work.callOf(step) ? (REQUEST_FAILS.exec(words) ?? []) : [];
  return {
    words: operation
      ? `${operation}${answer ? ANSWER_LOST : FAILS}`
      : (STORAGE_BEGINS_TO_FAIL.exec(words)?.[0] ?? words).replaceAll(/[^A-Za-z0-9]+/g, '-'),
    ...whatStruck(step, where),
  };
}

/** The first step in which an operation of a storage failed. What fails of a synchronous one is chosen ahead. */
function failingStep({ steps, devices }: Struck): Step | undefined {
  const [first] = [...devices.values()].flatMap(({ failedAt }) => failedAt?.() ?? []).sort((a, b) => a - b);
  return first === undefined ? undefined : steps[first - 1];
}

/** What fails is up to the call to put up with, what it has left behind to the path that did. */
function whatStruck(step: Step, { work, at }: Where): Pick<Disaster, 'paths' | 'onlyLeftBehind'> {
  const onlyLeftBehind = work.isLeftBehind(step);
  const path = codePathOf(step, work, onlyLeftBehind ? at : () => []);
  return { paths: work.callOf(step) ? [path] : [], onlyLeftBehind };
}

/** For a process that dies before it has made use of an answer, that is the same as if the answer were lost. */
function death(kill: Step, work: CallsOfSteps, at: FramesOf): Disaster {
  const until = work.positionOf(kill);
  const begun = work.calls.filter(({ realm, startedAt = 0 }) => realm === kill.realm && startedAt < until);
  const cutOff = begun.filter(({ status }) => status === 'killed');
  const unused = cutOff.flatMap((call) => unusedAnswer(call, until, work) ?? []);
  const [request] = unused;
  return {
    words: request ? `${/^\w+/.exec(request.describe())}${ANSWER_LOST}` : 'killed',
    paths: request
      ? unused.map((step) => codePathOf(step, work, at))
      : (cutOff.length > 0 ? cutOff : begun).map(({ api }) => codePathOfCall(api)),
    onlyLeftBehind: cutOff.length === 0 && begun.length > 0,
  };
}

/** The last request of a call that the server carried out until then, unless the call has stored anything since. */
function unusedAnswer(call: CallRecord, until: number, work: CallsOfSteps): Step | undefined {
  const last = work
    .stepsOf(call)
    .filter((step) => work.positionOf(step) < until)
    .findLast(
      ({ kind, writes, leftUnchanged }) =>
        kind === 'request' || (kind === 'effect' && writes && !leftUnchanged?.()),
    );
  return last?.kind === 'request' ? last : undefined;
}

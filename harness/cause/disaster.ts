import type { Executed } from '../execution/execute.ts';
import { callOfStep, isLeftBehind, positionOf } from '../explain/call-of-step.ts';
import type { CallRecord } from '../world/call-port.ts';
import type { Step } from '../world/step.ts';
import { codePathOf, codePathOfCall } from './code-path.ts';

/** What it takes to tell what a disaster struck. */
export type Struck = Pick<Executed, 'steps' | 'calls' | 'devices'>;

/** Something that went wrong from outside, and what of Amplify's code it struck. */
export interface Disaster {
  /** In kebab case, without the way in which an answer was lost that the server had given, or a storage failed. */
  readonly words: string;
  /** Paths of code that it cut off or made fail. Empty where it struck none in particular. */
  readonly paths: readonly string[];
  /** Whether it struck only work that a call had left behind under way. */
  readonly onlyLeftBehind: boolean;
}

const ANSWER_LOST = /^(\w+) (?:answered|refused: \w+) (?:is|times|hangs|arrives)/;
const STORAGE_FAILS = /fails: /;
const HANGS = / hangs for ever$/;

export function isDisaster({ kind }: Step): boolean {
  return kind === 'fault' || kind === 'kill';
}

/** Whether something hangs for ever. */
export function somethingHangs(steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === 'fault' && HANGS.test(step.describe()));
}

/** What struck in an execution, in the order in which it did. */
export function disastersIn(executed: Struck): Disaster[] {
  return executed.steps
    .filter(isDisaster)
    .map((step) => (step.kind === 'kill' ? death(step, executed) : fault(step, executed)));
}

function fault(step: Step, executed: Struck): Disaster {
  const words = step.describe();
  if (STORAGE_FAILS.test(words)) {
    const failed = failingStep(executed) ?? step;
    return { words: 'storage-fails', ...whatStruck(failed, executed) };
  }
  const [, operation] = ANSWER_LOST.exec(words) ?? [];
  return {
    words: operation ? answerLost(operation) : words.replaceAll(/[^A-Za-z0-9]+/g, '-'),
    ...whatStruck(step, executed),
  };
}

/** The first step in which an operation of a storage failed. What fails of a synchronous one is chosen ahead. */
function failingStep({ steps, devices }: Struck): Step | undefined {
  const [first] = [...devices.values()].flatMap(({ failedAt }) => failedAt?.() ?? []).sort((a, b) => a - b);
  return first === undefined ? undefined : steps[first - 1];
}

function whatStruck(step: Step, executed: Struck): Pick<Disaster, 'paths' | 'onlyLeftBehind'> {
  const call = callOfStep(step, executed);
  if (!call) return { paths: [], onlyLeftBehind: false };
  return {
    paths: [codePathOf(step, executed)],
    onlyLeftBehind: isLeftBehind(step, call, executed.steps),
  };
}

/** For a process that dies before it has made use of an answer, that is the same as if the answer were lost. */
function death(kill: Step, { steps, calls }: Struck): Disaster {
  const until = positionOf(kill, steps);
  const begun = calls.filter(
    ({ realm, startedAt }) => realm === kill.realm && (startedAt ?? Number.POSITIVE_INFINITY) < until,
  );
  const cutOff = begun.filter(({ status }) => status === 'killed');
  const unused = cutOff.flatMap((call) => unusedAnswer(call, steps.slice(0, until), { steps, calls }) ?? []);
  return {
    words: unused[0] ?? 'killed',
    paths: (cutOff.length > 0 ? cutOff : begun).map(({ api }) => codePathOfCall(api)),
    onlyLeftBehind: cutOff.length === 0 && begun.length > 0,
  };
}

/** The last request of a call that the server carried out, unless the call has stored anything since. */
function unusedAnswer(
  call: CallRecord,
  until: readonly Step[],
  ran: Pick<Struck, 'steps' | 'calls'>,
): string | undefined {
  const ofCall = until.filter((step) => step.actor === call.actor && callOfStep(step, ran) === call);
  const last = ofCall.findLast(
    ({ kind, writes, leftUnchanged }) =>
      kind === 'request' || (kind === 'effect' && writes && !leftUnchanged?.()),
  );
  return last?.kind === 'request' ? answerLost(/^\w+/.exec(last.describe())?.[0] ?? '') : undefined;
}

function answerLost(operation: string): string {
  return `${operation}-answer-lost`;
}

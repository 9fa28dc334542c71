import type { StepFacts } from '../../../results/step-facts.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import type { CallRecord } from '../../simulation/world/call-port.ts';
import { isFault, type Step } from '../../simulation/world/step.ts';
import type { CallsOfSteps } from '../explain/calls-of-steps.ts';
import { codePathOf, codePathOfCall, type FramesOf } from './code-path.ts';

/** The facts that are needed to find out what a fault hit. */
export type ExecutionFacts = Pick<Executed, 'steps' | 'calls' | 'devices'>;

/** Gives the path of a step. */
interface Where {
  readonly work: CallsOfSteps;
  readonly at: FramesOf;
}

/** An injected fault, and the paths of Amplify's code that it hit. */
export interface InjectedFault {
  /** In kebab case, without details of how a request failed, how an answer was lost, or how a storage failed. */
  readonly code: string;
  /** Paths of code that it interrupted or made fail. Empty if it hit none in particular. */
  readonly paths: readonly string[];
  /** Whether it hit only work that continued after its call had settled. */
  readonly onlyLeftBehind: boolean;
}

const FAILS = '-fails';
const ANSWER_LOST = '-answer-lost';

/** Whether something hangs forever. */
export function somethingHangs(steps: readonly Step[]): boolean {
  return steps.some((step) => step.kind === 'fault' && step.facts().fault?.code === 'hangs');
}

/** The faults of an execution, in order. Those that hit no code are included only if there are no others. */
export function injectedFaultsIn(
  executed: ExecutionFacts,
  work: CallsOfSteps,
  at: FramesOf,
): InjectedFault[] {
  const faults = executed.steps
    .filter(isFault)
    .map((step) => (step.kind === 'kill' ? death(step, work, at) : injected(step, executed, { work, at })));
  const hitting = faults.filter(({ paths }) => paths.length > 0);
  const all = new Set(hitting.map(({ code }) => code));
  // Where a request fails again and again, it does not matter whether the server has got it once.
  const isAgain = ({ code }: InjectedFault): boolean =>
    code.endsWith(ANSWER_LOST) && all.has(code.replace(ANSWER_LOST, FAILS));
  return hitting.length > 0 ? hitting.filter((fault) => !isAgain(fault)) : faults;
}

function injected(step: Step, executed: ExecutionFacts, where: Where): InjectedFault {
  const facts = step.facts();
  if (failsOneOperation(facts)) {
    const failed = failingStep(executed) ?? step;
    return { code: 'storage-fails', ...pathsHit(failed, where) };
  }
  return { code: codeOfFault(facts), ...pathsHit(step, where) };
}

/** Whether an operation of a storage fails by an error, and no more: how it fails makes no other cause. */
function failsOneOperation({ operation, fault, outcome }: StepFacts): boolean {
  if (fault?.stage !== 'storage' || fault.lasts) return false;
  return operation === undefined || outcome?.code === 'failed';
}

/**
 * `offline-phone`, `InitiateAuth-answer-lost`. Without the way in which a request failed or an answer was lost, and of
 * a failure that lasts without where in a step it begins.
 */
function codeOfFault({ fault, operation = '', target, keys, milliseconds = 0 }: StepFacts): string {
  const { code, stage } = fault ?? { code: 'fault', stage: 'device' };
  switch (stage) {
    case 'request':
      return `${inKebabCase(operation)}${FAILS}`;
    case 'response':
      return `${inKebabCase(operation)}${ANSWER_LOST}`;
    case 'service':
      return `service-${code}`;
    case 'storage':
      return operation === ''
        ? inKebabCase(`storage-${code}-${target}`)
        : [code, ...(keys ?? [])].map(inKebabCase).join('-');
    case 'device':
      return code === 'clock-jump'
        ? inKebabCase(
            `clock-${milliseconds < 0 ? 'back' : 'ahead'}-${Math.abs(milliseconds) / 1000}-s-${target}`,
          )
        : inKebabCase(`${code}-${target}`);
    default:
      return inKebabCase(`${code}-${target}`);
  }
}

/** Also for a path, such as `/oauth2/token`. */
function inKebabCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .filter((part) => part !== '')
    .join('-');
}

/** The first step in which an operation of a storage failed. What fails of a synchronous one is chosen ahead. */
function failingStep({ steps, devices }: ExecutionFacts): Step | undefined {
  const [first] = [...devices.values()].flatMap(({ failedAt }) => failedAt?.() ?? []).sort((a, b) => a - b);
  return first === undefined ? undefined : steps[first - 1];
}

/** A call has to handle failures; what a failure leaves behind concerns the path that was under way. */
function pathsHit(step: Step, { work, at }: Where): Pick<InjectedFault, 'paths' | 'onlyLeftBehind'> {
  const onlyLeftBehind = work.isLeftBehind(step);
  const path = codePathOf(step, work, onlyLeftBehind ? at : () => []);
  return { paths: work.callOf(step) ? [path] : [], onlyLeftBehind };
}

/** For a process that dies before it has made use of an answer, that is the same as if the answer were lost. */
function death(kill: Step, work: CallsOfSteps, at: FramesOf): InjectedFault {
  const until = work.positionOf(kill);
  const begun = work.calls.filter(({ realm, startedAt = 0 }) => realm === kill.realm && startedAt < until);
  const cutOff = begun.filter(({ status }) => status === 'killed');
  const unused = cutOff.flatMap((call) => unusedAnswer(call, until, work) ?? []);
  const [request] = unused;
  return {
    code: request ? `${inKebabCase(request.facts().operation ?? '')}${ANSWER_LOST}` : 'killed',
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

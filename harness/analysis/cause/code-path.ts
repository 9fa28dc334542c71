import type { SourcePosition } from '../../../results/types.ts';
import type { Step } from '../../simulation/world/step.ts';
import type { CallsOfSteps } from '../explain/calls-of-steps.ts';

/** The path of Amplify's code that many of its calls share: it reads the stored session, and refreshes it if necessary. */
const REFRESHING = 'getTokens';
/** Functions that refresh in the sources of Amplify 5 and 6, wherever they are called from. Many calls merely read. */
const REFRESHING_FUNCTION = /(^|\.)refresh\w*$/;
const REFRESHING_CALLS: ReadonlySet<string> = new Set([
  'fetchAuthSession',
  'getCurrentUser',
  'fetchCredentials',
]);
/** The same path if it finds nothing to refresh: it may read wrong values, but does nothing wrong itself. */
const READING = 'loadTokens';
/** What calls ask the server to refresh, and for AWS credentials, even if it is lost on the way. */
const ASKS_TO_REFRESH: ReadonlySet<string> = new Set(['GetTokensFromRefreshToken', 'InitiateAuth']);
const ASKS_FOR_CREDENTIALS: ReadonlySet<string> = new Set(['GetId', 'GetCredentialsForIdentity']);
const READING_FUNCTION = /(^|\.)(loadTokens|getTokens)$/;
/** Getting AWS credentials, which comes after it. */
const CREDENTIALS = 'getCredentials';
const CREDENTIALS_FUNCTION = /credential|identityId/i;

/** Completing a sign-in at the hosted UI, which a page does by itself as it loads. */
const COMPLETING = 'completeOAuthFlow';
const COMPLETING_FUNCTION =
  /(^|\.)_?(attemptCompleteOAuthFlow|completeOAuthFlow|handleCodeFlow|handleAuthResponse)$/;

/** Where in Amplify's sources a step was issued, innermost first; empty if unknown. */
export type FramesOf = (step: Step) => readonly SourcePosition[];

/** The path of Amplify's code that a step is on: one of those that many calls share, or else the call. */
export function codePathOf(step: Step, work: CallsOfSteps, framesOf: FramesOf): string {
  const at = wholeStack(step, work, framesOf);
  if (at.some((frame) => CREDENTIALS_FUNCTION.test(frame.function ?? ''))) return CREDENTIALS;
  if (at.some((frame) => REFRESHING_FUNCTION.test(frame.function ?? ''))) return REFRESHING;
  const call = work.callOf(step);
  if (call === undefined) return pathByItself(step, at, work);
  const path = codePathOfCall(call.api);
  if (path !== REFRESHING) return path;
  const ofCall = work.stepsOf(call);
  const asks = (operations: ReadonlySet<string>): boolean => ofCall.some((each) => isOneOf(each, operations));
  const cameOf = [...work.ancestry(step)].find(({ kind }) => kind !== 'effect' && kind !== 'completion');
  if (cameOf && isOneOf(cameOf, ASKS_FOR_CREDENTIALS)) return CREDENTIALS;
  if (asks(ASKS_TO_REFRESH)) return REFRESHING;
  if (at.some((frame) => READING_FUNCTION.test(frame.function ?? ''))) return READING;
  return asks(ASKS_FOR_CREDENTIALS) ? CREDENTIALS : READING;
}

/** The path of what a page does by itself, as it loads or hears of a change. */
function pathByItself(step: Step, at: readonly SourcePosition[], work: CallsOfSteps): string {
  const isIn = (path: RegExp): boolean => at.some((frame) => path.test(frame.function ?? ''));
  if (isIn(COMPLETING_FUNCTION)) return COMPLETING;
  if (!isIn(READING_FUNCTION)) return 'start';
  const asksToRefresh = work.descendants(step).some((later) => isOneOf(later, ASKS_TO_REFRESH));
  return asksToRefresh ? REFRESHING : READING;
}

/** Whether a step is of a request for one of these operations of the service: its sending, its answer, its loss. */
function isOneOf(step: Step, operations: ReadonlySet<string>): boolean {
  const { operation } = step.facts();
  return operation !== undefined && operations.has(operation);
}

/**
 * The stack of a step. If nobody awaits the code, the stack ends where that code began. Its origin is then taken from the
 * steps that it follows from, which were issued while it was still known.
 */
function wholeStack(step: Step, work: CallsOfSteps, framesOf: FramesOf): readonly SourcePosition[] {
  const frames = framesOf(step);
  const began = frames.at(-1)?.function;
  if (began === undefined) return frames;
  for (const earlier of work.ancestry(step)) {
    const more = framesOf(earlier);
    const at = more.findIndex((frame) => frame.function === began);
    if (at >= 0 && at < more.length - 1) return more.slice(at);
  }
  return frames;
}

/** The path that a call takes as a whole. */
export function codePathOfCall(api: string): string {
  return REFRESHING_CALLS.has(api) ? REFRESHING : api;
}

/** Whether a path spends the refresh token. */
export function refreshes(path: string): boolean {
  return path === REFRESHING;
}

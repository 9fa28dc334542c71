import type { Executed } from '../execution/execute.ts';
import type { Race, RaceStep } from '../results/types.ts';
import type { Step } from '../world/step.ts';

/** The path of Amplify's code that reads the stored session, and refreshes it if need be, for many of its calls. */
const REFRESHING = 'getTokens';
/** Functions that refresh in the sources of Amplify 5 and 6, wherever they are called from. Many calls merely read. */
const REFRESHING_FUNCTION = /(^|\.)refresh\w*$/;
const REFRESHING_CALLS: ReadonlySet<string> = new Set([
  'fetchAuthSession',
  'getCurrentUser',
  'fetchCredentials',
]);
/** The same path where it finds nothing to refresh: it can be told what is wrong and do nothing wrong. */
const READING = 'loadTokens';
/** What calls ask the server to refresh, and for AWS credentials, even if it is lost on the way. */
const ASKS_TO_REFRESH = /^(GetTokensFromRefreshToken|InitiateAuth)/;
const ASKS_FOR_CREDENTIALS = /^(GetId|GetCredentialsForIdentity)/;
const READING_FUNCTION = /(^|\.)(loadTokens|getTokens)$/;
/** Getting AWS credentials, which comes after it. */
const CREDENTIALS = 'getCredentials';
const CREDENTIALS_FUNCTION = /credential|identityId/i;
const ANSWER_LOST = /^(\w+) (?:answered|refused: \w+) (?:is|times|hangs|arrives)/;
const STORAGE_FAILS = / fails: /;
/** Changes nothing but how Amplify itself is set up: where it takes no race, whatever is called besides just meets that. */
const CONFIGURING = 'configure';

/**
 * Names a root cause, of whichever invariant it breaks: the paths of Amplify's code that race, or else what was called
 * and what struck; and whether it takes that refresh tokens are replaced. It leaves out what differs between executions
 * of one cause: which of the entries that one path writes and the other reads happened to decide, whether the app
 * came to use what was wrong and how it learnt of it, line numbers. Where turning round two steps of Amplify's is
 * enough to heal it, what struck besides only made it show.
 *
 * @param executed shrunk, so that all that is in it matters
 * @param takesRotation whether what breaks holds where refresh tokens are not replaced
 */
export function causeOf(
  executed: Pick<Executed, 'steps' | 'calls'>,
  race: Pick<Race, 'steps'> | undefined,
  takesRotation: boolean,
): string {
  const { steps, calls } = executed;
  const disasters = steps.filter(({ kind }) => kind === 'fault' || kind === 'kill');
  const struck = new Set(disasters.map(({ id }) => id));
  const racing = race?.steps.filter(({ id }) => !struck.has(id)) ?? [];
  const isRace = race !== undefined && racing.length === race.steps.length;
  const started = calls.filter(({ startedAt }) => startedAt !== undefined).map(({ api }) => pathOfCall(api));
  const paths = racing.map((step) => pathOf(step, executed));
  return [
    pathsInWords(paths.length > 0 ? paths : started.includes(CONFIGURING) ? [CONFIGURING] : started),
    ...(takesRotation ? ['rotation'] : []),
    ...(isRace ? [] : new Set(disasters.map(disasterInWords))),
  ].join('/');
}

/** Leaves out in which way an answer was lost that the server had given, and which operation of a storage failed. */
function disasterInWords(step: Step): string {
  if (step.kind === 'kill') return 'killed';
  const words = step.describe();
  const [, operation] = ANSWER_LOST.exec(words) ?? [];
  if (operation !== undefined) return `${operation}-answer-lost`;
  return STORAGE_FAILS.test(words) ? 'storage-fails' : words.replaceAll(/[^A-Za-z0-9]+/g, '-');
}

/** `getTokens+signOut`: each path once, or twice where it races with itself. */
function pathsInWords(paths: readonly string[]): string {
  const distinct = [...new Set(paths)].sort();
  return (distinct.length > 1 ? distinct : paths.slice(0, 2)).join('+');
}

function pathOf({ id, actor, at }: RaceStep, { steps, calls }: Pick<Executed, 'steps' | 'calls'>): string {
  if (at.some((frame) => CREDENTIALS_FUNCTION.test(frame.function ?? ''))) return CREDENTIALS;
  if (at.some((frame) => REFRESHING_FUNCTION.test(frame.function ?? ''))) return REFRESHING;
  const position = steps.findIndex((step) => step.id === id) + 1;
  const ofActor = calls.filter((call) => call.actor === actor && call.startedAt !== undefined);
  // The call that it belongs to is the last that its actor had started.
  const call = ofActor.findLast(({ startedAt = 0 }) => startedAt <= position);
  if (call === undefined) return 'start';
  const path = pathOfCall(call.api);
  if (path !== REFRESHING) return path;
  const [from, to] = [call.startedAt, ofActor[ofActor.indexOf(call) + 1]?.startedAt];
  const ofCall = steps.slice(from, to).filter((step) => step.actor === actor);
  const asks = (what: RegExp): boolean => ofCall.some((step) => what.test(step.describe()));
  if (asks(ASKS_TO_REFRESH)) return REFRESHING;
  if (at.some((frame) => READING_FUNCTION.test(frame.function ?? ''))) return READING;
  return asks(ASKS_FOR_CREDENTIALS) ? CREDENTIALS : READING;
}

function pathOfCall(api: string): string {
  return REFRESHING_CALLS.has(api) ? REFRESHING : api;
}

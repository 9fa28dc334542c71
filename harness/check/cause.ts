import type { Executed } from '../execution/execute.ts';
import type { Race, RaceStep } from '../results/types.ts';
import type { Step } from '../world/step.ts';

/** The path of Amplify's code that reads the stored session, and refreshes it if need be, for many of its calls. */
const REFRESHING = 'getTokens';
/** Its functions in the sources of Amplify 5 and 6, wherever they are called from. */
const REFRESHING_FUNCTION = /(^|\.)(getTokens|getSession|refresh\w*)$/;
const REFRESHING_CALLS: ReadonlySet<string> = new Set(['fetchAuthSession', 'getCurrentUser']);

/**
 * Names a root cause, of whichever invariant it breaks: the paths of Amplify's code that race, whether a refresh token was replaced, what
 * struck. It leaves out what differs between executions of one cause: which of the entries that one path writes and
 * the other reads happened to decide, whether the app came to use what was wrong and how it learnt of it, line numbers.
 *
 * @param executed shrunk, so that all that is in it matters
 */
export function causeOf(
  executed: Pick<Executed, 'steps' | 'calls'>,
  race: Pick<Race, 'steps'> | undefined,
): string {
  const { steps, calls } = executed;
  const strikes = steps.filter(({ kind }) => kind === 'fault');
  const struck = new Set(strikes.map(({ id }) => id));
  const racing = race?.steps.filter(({ id }) => !struck.has(id)).map((step) => pathOf(step, executed)) ?? [];
  const started = calls.filter(({ startedAt }) => startedAt !== undefined).map(({ api }) => pathOfCall(api));
  return [
    pathsInWords(racing.length > 0 ? racing : started),
    ...(steps.some(rotates) ? ['rotation'] : []),
    ...(steps.some(({ kind }) => kind === 'kill') ? ['killed'] : []),
    ...new Set(strikes.map((step) => step.describe().replaceAll(/[^A-Za-z0-9]+/g, '-'))),
  ].join('/');
}

/** `getTokens+signOut`: each path once, or twice where it races with itself. */
function pathsInWords(paths: readonly string[]): string {
  const distinct = [...new Set(paths)].sort();
  return (distinct.length > 1 ? distinct : paths.slice(0, 2)).join('+');
}

function pathOf({ id, actor, at }: RaceStep, { steps, calls }: Pick<Executed, 'steps' | 'calls'>): string {
  if (at.some((frame) => REFRESHING_FUNCTION.test(frame.function ?? ''))) return REFRESHING;
  const position = steps.findIndex((step) => step.id === id) + 1;
  // The call that it belongs to is the last that its actor had started.
  const call = calls.findLast(
    ({ actor: of, startedAt = Number.POSITIVE_INFINITY }) => of === actor && startedAt <= position,
  );
  return pathOfCall(call?.api ?? 'start');
}

function pathOfCall(api: string): string {
  return REFRESHING_CALLS.has(api) ? REFRESHING : api;
}

/** Whether it is a refresh for which the server replaced the refresh token: no other operation of refreshing does. */
function rotates(step: Step): boolean {
  return (
    step.describe().startsWith('GetTokensFromRefreshToken') && /"RefreshToken":"/.test(step.outcome?.() ?? '')
  );
}

import { describe, expect, test } from 'vitest';
import { breachIn, call, cameBack, FinishedExecution, step } from './fixtures.ts';
import { hostedUiSignInCompletes } from './hosted-ui-sign-in-completes.ts';
import { NOT_IN_FORCE } from './invariant.ts';

describe('who came back from the hosted UI', () => {
  test.each([
    [[], 'sign-in-lost-silently'],
    [['signInWithRedirect_failure'], 'sign-in-lost-app-told'],
    [['cognitoHostedUI_failure'], 'sign-in-lost-app-told'],
  ])('and is not signed in is a breach: told %j', (told, code) => {
    const execution = new FinishedExecution().with(cameBack(...told));

    expect(breachIn(hostedUiSignInCompletes, execution)?.symptom).toBe(code);
  });

  test.each(['signInWithRedirect', 'cognitoHostedUI'])('and is signed in is none: %s', (event) => {
    expect(breachIn(hostedUiSignInCompletes, new FinishedExecution().with(cameBack(event)))).toBeUndefined();
  });

  test.each([
    ['something went wrong', step('fault')],
    ['the page was reloaded', step('kill', { realm: 'app' })],
  ])('is no breach where %s', (_, fault) => {
    const execution = new FinishedExecution().with({ ...cameBack(), steps: [fault] });

    expect(breachIn(hostedUiSignInCompletes, execution)).toBeUndefined();
  });

  test('is no breach where the user signed out in another tab', () => {
    const execution = new FinishedExecution().with({ ...cameBack(), calls: [call('signOut')] });

    expect(breachIn(hostedUiSignInCompletes, execution)).toBeUndefined();
  });

  test('is a breach where another page was reloaded', () => {
    const execution = new FinishedExecution().with({
      ...cameBack(),
      steps: [step('kill', { realm: 'other' })],
    });

    expect(breachIn(hostedUiSignInCompletes, execution)).toBeDefined();
  });
});

const MINUTE = 60_000;

/** The server has answered exchanges of codes like this, and some minutes have passed in all. */
function exchanged(outcomes: readonly string[], minutes: number): FinishedExecution {
  const finished = new FinishedExecution();
  for (const outcome of outcomes) {
    finished.server.log.push({
      operation: '/oauth2/token',
      outcome,
      reuse: false,
      invocationId: undefined,
      client: 'phone',
    });
  }
  finished.now += minutes * MINUTE;
  return finished;
}

describe('a code that the server refused', () => {
  const back = cameBack('signInWithRedirect_failure');

  test('may have expired once it is five minutes old, which is no breach', () => {
    const execution = exchanged(['invalid_grant'], 5).with(back);

    expect(hostedUiSignInCompletes.check(execution)).toBe(NOT_IN_FORCE);
  });

  test.each([
    ['before it could expire', ['invalid_grant'], 4],
    ['after it had been spent', ['ok', 'invalid_grant'], 5],
    ['for something else', ['invalid_request'], 5],
  ])('is a breach %s', (_, outcomes, minutes) => {
    expect(breachIn(hostedUiSignInCompletes, exchanged(outcomes, minutes).with(back))).toBeDefined();
  });

  test('is the only excuse: where none was refused, five minutes are none', () => {
    expect(breachIn(hostedUiSignInCompletes, exchanged([], 6).with(cameBack()))).toBeDefined();
  });
});

test('who is still at the hosted UI, or was never there, is no breach', () => {
  const { start } = cameBack();

  expect(breachIn(hostedUiSignInCompletes, new FinishedExecution().with({ start }))).toBeUndefined();
  expect(breachIn(hostedUiSignInCompletes, new FinishedExecution().with())).toBeUndefined();
});

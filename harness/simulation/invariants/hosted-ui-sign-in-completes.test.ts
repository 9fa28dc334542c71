import { describe, expect, test } from 'vitest';
import { breachIn, call, cameBack, FinishedExecution, step } from './fixtures.ts';
import { hostedUiSignInCompletes } from './hosted-ui-sign-in-completes.ts';

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

test('who is still at the hosted UI, or was never there, is no breach', () => {
  const { start } = cameBack();

  expect(breachIn(hostedUiSignInCompletes, new FinishedExecution().with({ start }))).toBeUndefined();
  expect(breachIn(hostedUiSignInCompletes, new FinishedExecution().with())).toBeUndefined();
});

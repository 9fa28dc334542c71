import { expect, test } from 'vitest';
import { breachIn, cameBack, FinishedExecution } from './fixtures.ts';
import { hostedUiStateRemoved } from './hosted-ui-state-removed.ts';

function leaving(...names: string[]): FinishedExecution {
  const finished = new FinishedExecution();
  for (const name of names) finished.data.set(`CognitoIdentityServiceProvider.client.${name}`, 'x');
  return finished;
}

test.each(['signInWithRedirect', 'signInWithRedirect_failure'])(
  'what says that the sign-in is under way is a breach after %s',
  (event) => {
    const execution = leaving('inflightOAuth', 'oauthPKCE').with(cameBack(event));

    expect(breachIn(hostedUiStateRemoved, execution)).toEqual({
      symptom: 'state-left',
      message: 'the sign-in at the hosted UI is over, and inflightOAuth, oauthPKCE are still stored',
    });
  },
);

test('it is none while the sign-in is under way', () => {
  expect(breachIn(hostedUiStateRemoved, leaving('inflightOAuth').with(cameBack()))).toBeUndefined();
});

test('what says that the user has signed in there may stay', () => {
  const execution = leaving('oauthSignIn', 'alice.oauthMetadata').with(cameBack('signInWithRedirect'));

  expect(breachIn(hostedUiStateRemoved, execution)).toBeUndefined();
});

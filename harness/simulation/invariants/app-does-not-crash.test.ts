import { expect, test } from 'vitest';
import { appDoesNotCrash } from './app-does-not-crash.ts';
import { FinishedExecution } from './fixtures.ts';

function breachOf(...errors: readonly unknown[]) {
  const crashes = errors.map((error) => ({ actor: 'A', error }));
  return appDoesNotCrash.check(new FinishedExecution().with({ crashes }));
}

test('an error of the app is a breach named after its class, with actor and message', () => {
  expect(breachOf(new TypeError("Cannot read properties of undefined (reading 'slice')\nmore"))).toEqual({
    symptom: 'TypeError',
    message: "the program of A crashes with TypeError: Cannot read properties of undefined (reading 'slice')",
  });
});

test('what is no error is one as well', () => {
  expect(breachOf('alice')).toEqual({ symptom: 'string', message: 'the program of A crashes with string' });
});

test('a token that a message quotes is left out', () => {
  expect(breachOf(new SyntaxError('eyJraWQi.eyJzdWIi-x_y is no JSON'))).toMatchObject({
    message: 'the program of A crashes with SyntaxError: … is no JSON',
  });
});

test.each([
  ['A', 'the program of A crashes with TypeError: no, in a promise that it does not return'],
  [undefined, 'code of the app crashes with TypeError: no, in a promise that it does not return'],
])('one in a promise that no program returns, of %s, is one as well', (actor, message) => {
  const crashes = [{ actor, error: new TypeError('no'), isFloating: true as const }];

  expect(appDoesNotCrash.check(new FinishedExecution().with({ crashes }))).toEqual({
    symptom: 'TypeError',
    message,
  });
});

test('no crash is none', () => {
  expect(breachOf()).toBeUndefined();
});

import { expect, test } from 'vitest';
import { appDoesNotCrash } from './app-does-not-crash.ts';
import { FinishedExecution } from './fixtures.ts';

function breachOf(...errors: readonly unknown[]) {
  const crashes = errors.map((error) => ({ actor: 'A', realm: 'app', error }));
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

test('no crash is none', () => {
  expect(breachOf()).toBeUndefined();
});

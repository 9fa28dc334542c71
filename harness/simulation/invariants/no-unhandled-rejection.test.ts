import { expect, test } from 'vitest';
import { breachIn, FinishedExecution } from './fixtures.ts';
import { noUnhandledRejection } from './no-unhandled-rejection.ts';

test('a rejection that nobody handles is a breach named after its error, without its message', () => {
  const unhandledRejections = [new TypeError('something about alice')];

  expect(breachIn(noUnhandledRejection, new FinishedExecution().with({ unhandledRejections }))).toEqual({
    symptom: 'TypeError',
    message: 'a rejection (TypeError) is handled by nobody',
  });
});

test.each([
  ['string', 'alice'],
  ['undefined', undefined],
])('a rejection with a %s is one as well', (type, reason) => {
  expect(
    breachIn(noUnhandledRejection, new FinishedExecution().with({ unhandledRejections: [reason] }))?.symptom,
  ).toBe(type);
});

test('none is none', () => {
  expect(breachIn(noUnhandledRejection, new FinishedExecution().with())).toBeUndefined();
});

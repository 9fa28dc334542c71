import { expect, test } from 'vitest';
import { breachIn, call, FinishedExecution } from './fixtures.ts';
import { noUnhandledRejection } from './no-unhandled-rejection.ts';

test('a rejection that nobody handles is a breach named after its error, without its message', () => {
  const unhandledRejections = [new TypeError('something about alice')];

  expect(breachIn(noUnhandledRejection, new FinishedExecution().with({ unhandledRejections }))).toEqual({
    symptom: 'TypeError',
    message: 'nobody handles a rejection (TypeError)',
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

test('one that calls were rejected with says which', () => {
  const error = new TypeError('something about alice');
  const rejected = { status: 'rejected', error } as const;
  const calls = ['B', 'C'].map((actor) => call('fetchAuthSession', { ...rejected, actor }));
  const execution = new FinishedExecution().with({
    calls: [...calls, call('signOut', { ...rejected, error: new TypeError('another') })],
    unhandledRejections: [error],
  });

  expect(breachIn(noUnhandledRejection, execution)?.message).toBe(
    'nobody handles a rejection (TypeError): the error of fetchAuthSession of B and fetchAuthSession of C',
  );
});

test('none is none', () => {
  expect(breachIn(noUnhandledRejection, new FinishedExecution().with())).toBeUndefined();
});

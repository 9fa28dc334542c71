import { describe, expect, test } from 'vitest';
import { callsFailForAReason } from './calls-fail-for-a-reason.ts';
import { breachIn, call, exchange, FinishedExecution, step } from './fixtures.ts';

const REFUSED = '400 {"__type":"NotAuthorizedException"}';

/** One that started with the first step and settled in the last of so many. */
function failed(steps: number, startedAt = 1) {
  const facts = { status: 'rejected', error: new TypeError('no'), startedAt, settledAt: steps } as const;
  return call('fetchAuthSession', facts);
}

test('is not about sign-ins: somebody is signed in', () => {
  const calls = [call('signIn', { status: 'rejected', error: new Error('signed in already') })];

  expect(breachIn(callsFailForAReason, new FinishedExecution().with({ calls }))).toBeUndefined();
});

describe('a call that fails is a breach', () => {
  test('when nothing went wrong', () => {
    const steps = [step('call'), ...exchange('200 {}')];

    expect(
      breachIn(callsFailForAReason, new FinishedExecution().with({ steps, calls: [failed(steps.length)] })),
    ).toEqual({
      symptom: 'fetchAuthSession-fails-with-TypeError',
      message: 'fetchAuthSession was rejected (TypeError) although nothing went wrong while it ran',
    });
  });

  test.each([
    ['a fault', [step('fault')]],
    ['a refusal', exchange(REFUSED, 'B:1')],
  ])('when %s was over before it began', (_, before) => {
    const steps = [...before, step('call'), ...exchange('200 {}')];
    const calls = [failed(steps.length, before.length + 1)];

    expect(breachIn(callsFailForAReason, new FinishedExecution().with({ steps, calls }))).toBeDefined();
  });
});

describe('a call that fails is no breach', () => {
  test.each([
    ['a fault hit', [step('fault')]],
    ['the server refused something', exchange(REFUSED)],
  ])('when %s while it ran', (_, during) => {
    const steps = [step('call'), ...during];

    expect(
      breachIn(callsFailForAReason, new FinishedExecution().with({ steps, calls: [failed(steps.length)] })),
    ).toBeUndefined();
  });

  test('when it waited for what was refused before it began', () => {
    const [request, response] = exchange(REFUSED);
    const steps = [request, step('call'), response];

    expect(
      breachIn(callsFailForAReason, new FinishedExecution().with({ steps, calls: [failed(3, 2)] })),
    ).toBeUndefined();
  });

  test('when the session has been revoked', () => {
    const finished = new FinishedExecution();
    finished.revoke();

    expect(
      breachIn(callsFailForAReason, finished.with({ steps: [step('call')], calls: [failed(1)] })),
    ).toBeUndefined();
  });

  test('when somebody signed out meanwhile', () => {
    const calls = [failed(1), call('signOut')];

    expect(
      breachIn(callsFailForAReason, new FinishedExecution().with({ steps: [step('call')], calls })),
    ).toBeUndefined();
  });
});

test('calls that succeed or are killed are no breach', () => {
  const calls = [call('fetchAuthSession'), call('getCurrentUser', { status: 'killed' })];

  expect(breachIn(callsFailForAReason, new FinishedExecution().with({ calls }))).toBeUndefined();
});

test.each([
  ['before it began', 1, true],
  ['as it began', 2, false],
  ['as it settled', 4, false],
  ['after it had settled', 5, true],
])('a synchronous storage that failed %s', (_, at, breach) => {
  const finished = new FinishedExecution();
  const steps = [step('call'), step('call'), ...exchange('200 {}'), step('timer')];
  const devices = new Map(
    [...finished.with().devices].map(([name, state]) => [name, { ...state, failedAt: () => [at] }]),
  );

  const execution = finished.with({ steps, calls: [failed(4, 2)], devices });

  expect(breachIn(callsFailForAReason, execution) !== undefined).toBe(breach);
});

import { describe, expect, test } from 'vitest';
import { authorizationCodeSpentOnce } from './authorization-code-spent-once.ts';
import { breachIn, cameBack, FinishedExecution, step } from './fixtures.ts';

function exchanging(times: number): FinishedExecution {
  const finished = new FinishedExecution();
  const event = {
    operation: '/oauth2/token',
    outcome: 'ok',
    reuse: false,
    invocationId: undefined,
    client: undefined,
  };
  finished.server.log.push({ ...event, operation: '/oauth2/authorize' });
  for (let time = 0; time < times; time += 1) finished.server.log.push(event);
  return finished;
}

describe('a code', () => {
  test('that is exchanged twice is a breach', () => {
    expect(breachIn(authorizationCodeSpentOnce, exchanging(2).with(cameBack()))).toEqual({
      symptom: 'code-exchanged-again',
      message: 'an authorization code was exchanged for tokens more than once',
    });
  });

  test.each([0, 1])('that is exchanged %i times is none', (times) => {
    expect(breachIn(authorizationCodeSpentOnce, exchanging(times).with(cameBack()))).toBeUndefined();
  });

  test('that the network sends twice is none', () => {
    const execution = exchanging(2).with({ ...cameBack(), steps: [step('fault')] });

    expect(breachIn(authorizationCodeSpentOnce, execution)).toBeUndefined();
  });
});

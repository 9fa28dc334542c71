import { expect, test } from 'vitest';
import type { DeviceState, WholeExecution } from '../execution/execution.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { call, FinishedExecution } from './fixtures.ts';
import type { Invariant, OwnInvariant } from './invariant.ts';
import { judgementOfOwn, lenient } from './own-invariant.ts';

const execution = new FinishedExecution().with();

function returning(answer: unknown): Invariant {
  return { name: 'own', statement: 'It holds.', check: () => answer as undefined };
}

test.each([[undefined], ['not-in-force'], [{ symptom: 'lost', message: 'it is lost' }]])(
  '%j is an answer',
  (answer) => {
    expect(judgementOfOwn(returning(answer), execution)).toEqual(answer);
  },
);

test.each([
  [true, 'true'],
  [false, 'false'],
  [null, 'null'],
  ['broken', '"broken"'],
  [[], '[]'],
  [{ message: 'x' }, '{"message":"x"}'],
  [{ symptom: '', message: 'x' }, '{"symptom":"","message":"x"}'],
  [Promise.resolve(), 'a promise'],
])('%j is none', (answer, inWords) => {
  expect(() => judgementOfOwn(returning(answer), execution)).toThrow(ScenarioError);
  expect(() => judgementOfOwn(returning(answer), execution)).toThrow(
    `invariant own returns ${inWords}; expected undefined where it holds,`,
  );
});

const THROWING: Invariant = {
  name: 'own',
  statement: 'It holds.',
  check: ({ calls }) => {
    const [, , missing] = calls as unknown as [never, never, { value: undefined }];
    return missing.value;
  },
};

test('what it throws is named with the invariant', () => {
  expect(() => judgementOfOwn(THROWING, execution)).toThrow(/^invariant own throws TypeError: Cannot read/);
});

test('one that throws for a part of a program is broken in a way of its own', () => {
  const [own] = lenient([THROWING]);

  expect(own?.check(execution)).toMatchObject({ symptom: 'cannot-be-judged' });
});

const HAPPENED: WholeExecution = new FinishedExecution().with({
  calls: [call('signOut', { startedAt: 1, settledAt: 3 }), call('signOut', { actor: 'B' })],
  hub: [{ realm: 'app', event: 'signedIn', at: 1 }],
  loads: [{ realm: 'app', at: 1, time: 5 }],
  incidents: [{ what: 'fault', realm: 'app', at: 1 }],
});

const READS: [string, (execution: WholeExecution) => unknown][] = [
  ['execution.steps', ({ steps }) => steps.length],
  ['execution.order', (execution) => execution.order],
  ['call.startedAt', ({ calls: [a, b] }) => (a?.startedAt ?? 0) > (b?.startedAt ?? 0)],
  ['call.settledAt', ({ calls }) => calls.map(({ settledAt }) => settledAt)],
  ['call.startedAt', ({ calls }) => calls.map((each) => ({ ...each }))],
  ['hub.at', ({ hub }) => hub[0]?.at],
  ['load.at', ({ loads }) => loads[0]?.at],
  ['incident.at', ({ incidents }) => incidents[0]?.at],
  ['device.failedAt()', ({ devices }) => devices.get('phone')?.failedAt?.()],
];

test.each(READS)('one that says it ignores the order of things, and reads %s, is refused', (field, read) => {
  const phone = HAPPENED.devices.get('phone') as DeviceState;
  const execution = { ...HAPPENED, devices: new Map([['phone', { ...phone, failedAt: () => [1] }]]) };
  const reading: OwnInvariant = {
    name: 'reading',
    statement: 'It holds.',
    check: (given) => {
      read(given);
      return undefined;
    },
  };

  const judging = (): unknown => judgementOfOwn({ ...reading, ignoresOrder: true }, execution);

  expect(judging).toThrow(ScenarioError);
  expect(judging).toThrow(`invariant reading says ignoresOrder: true, but it reads ${field}`);
  expect(judgementOfOwn(reading, execution)).toBeUndefined();
});

test('one that ignores the order of things sees the rest as it is', () => {
  let seen: unknown;
  const looking: OwnInvariant = {
    name: 'looking',
    statement: 'It holds.',
    ignoresOrder: true,
    check: ({ calls, hub, loads, devices, server }) => {
      seen = [calls.map(({ actor, api, status }) => [actor, api, status]), hub[0]?.event, loads[0]?.time];
      return devices.get('phone')?.data === HAPPENED.devices.get('phone')?.data && server === HAPPENED.server
        ? undefined
        : { symptom: 'else', message: 'else' };
    },
  };

  expect(judgementOfOwn(looking, HAPPENED)).toBeUndefined();
  expect(seen).toEqual([HAPPENED.calls.map(({ actor, api, status }) => [actor, api, status]), 'signedIn', 5]);
});

test('one that ignores the order of things is judged for a part of a program as for the whole', () => {
  const breach = { symptom: 'lost', message: 'it is lost' };
  const own: OwnInvariant = { ...returning(breach), ignoresOrder: true };
  const [forAPart] = lenient([own]);

  expect(forAPart && judgementOfOwn(forAPart, execution)).toEqual(breach);
});

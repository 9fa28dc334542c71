import { beforeAll, describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../../scenarios/index.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { digest } from '../../simulation/execution/words.ts';
import { actor, tinySubject } from '../../simulation/fixtures.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import { wholeProgram } from '../../simulation/scenario/program-part.ts';
import { deviatingStrategy } from '../shrink/deviations.ts';
import { type Recording, recordExecution } from './record-execution.ts';

const load = subjectLoader();

/** An execution of a scenario of the catalogue in the default order, recorded. */
async function recorded(name: string, set: Readonly<Record<string, string>> = {}) {
  const scenario = CATALOGUE.find((each) => each.name === name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  const subject = await load({
    amplify: 'installed',
    scenario,
    options: resolveOptions(scenario.options, set),
    seed: 1,
  });
  const executed = await execute(subject, deviatingStrategy(new Map()), { observed: true });
  return { subject, executed, recording: await record(subject, executed) };
}

function record(subject: Subject, executed: Executed): Promise<Recording> {
  return recordExecution({ subject, parts: wholeProgram(subject.program()), executed });
}

describe('calls on a storage that is done at once', () => {
  let executed: Executed;
  let recording: Recording;
  let subject: Subject;
  beforeAll(async () => {
    ({ subject, executed, recording } = await recorded('concurrent-refresh', {
      ...{ platform: 'web', calls: '2' },
    }));
  });

  test('are recorded step by step, with what they descend from and the time', () => {
    expect(recording.steps.map(({ id }) => id)).toEqual(executed.steps.map(({ id }) => id));
    expect(recording.steps.map(({ parent }) => parent)).toEqual(
      executed.steps.map(({ lineage }) => lineage.parent),
    );
    expect(recording.steps[0]).toMatchObject({
      ...{ id: 'A', actor: 'A', time: executed.calls[0]?.startTime },
      does: { kind: 'call', operation: 'fetchAuthSession' },
    });
  });

  test('have what they read and wrote in a step', () => {
    const [first] = recording.steps;
    const written = recording.steps.flatMap(({ storage = [] }) =>
      storage.filter(({ does }) => does.operation === 'setItem').flatMap(({ does }) => does.keys ?? []),
    );

    expect(first?.storage?.[0]).toMatchObject({
      does: { kind: 'effect', operation: 'getItem', outcome: { code: expect.any(String) } },
    });
    expect(written).toContain('accessToken');
  });

  test('have their arguments and results', () => {
    expect(recording.calls.map(({ api, args, status }) => [api, args, status])).toEqual(
      executed.calls.map(({ api, status }) => [api, expect.any(String), status]),
    );
    expect(recording.calls[0]?.result).toMatchObject({ code: 'returned', signedIn: true });
  });

  test('end with what is stored, tokens by the beginning of their hashes', () => {
    const [[device, { data }] = ['', { data: new Map<string, string>() }]] = executed.devices;
    const [key = '', token = ''] = [...data].find(([name]) => name.endsWith('.accessToken')) ?? [];

    expect(recording.storage[device]).toHaveLength(data.size);
    expect(key).not.toBe('');
    expect(recording.storage[device]).toContainEqual({
      key: 'accessToken',
      value: expect.stringMatching(new RegExp(`^access#\\d+@${digest(token).slice(0, 16)}$`)),
    });
  });

  test('are recorded the same each time, and what happens is no other for it', async () => {
    expect(await record(subject, executed)).toEqual(recording);
  });

  test('say where they start from, without passwords', () => {
    expect(recording.start).toMatchObject({ users: [{ username: 'user1' }] });
    expect(JSON.stringify(recording.start)).not.toMatch(/password/i);
  });
});

test('an execution that cannot be followed is not recorded as another', async () => {
  const subject = tinySubject({ program: [actor('A', 'signOut'), actor('B', 'signOut')] });
  const executed = await execute(subject, deviatingStrategy(new Map()), { observed: true });
  const without = { ...subject, program: () => subject.program().slice(0, 1) };

  await expect(record(without, executed)).rejects.toThrow(
    'two runs of one schedule differ in step B, which is not there again',
  );
});

test.each([
  'sign-out-during-refresh',
  'another-user-signs-in-during-refresh',
  'hosted-ui-callback-beside-calls',
])('a recording of %s holds no token and no name of a user', async (name) => {
  const { executed, recording } = await recorded(name);
  const text = JSON.stringify(recording);
  const stored = [...executed.devices.values()].flatMap(({ data }) => [...data.values()]);
  const secrets = stored.filter((value) => executed.server.inspect(value) !== undefined);

  expect(text).not.toMatch(/eyJ/);
  for (const secret of secrets) expect(text).not.toContain(secret);
  for (const { username, password } of executed.start.users) {
    expect(text).not.toContain(JSON.stringify(username));
    expect(text).not.toContain(`.${username}.`);
    expect(text).not.toContain(password);
  }
});

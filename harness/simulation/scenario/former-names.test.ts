import { expect, test } from 'vitest';
import { oneApp } from '../execution/fixtures.ts';
import { partsOf } from './check-scenario.ts';
import { optionsWithCurrentNames } from './former-names.ts';
import { flag, resolveOptions } from './options.ts';
import { defineScenario, type Scenario } from './scenario.ts';

const USERS = [{ username: 'alice', password: 'Correct-Horse-1' }];
const DEVICES = { phone: { storage: 'local-storage' } };
const TAB = { device: 'phone', platform: 'web' };
const CALLS = [{ api: 'getCurrentUser' }];

/** As somebody wrote it before, whose editor knew the names of then. */
function written(realm: object, actors: readonly object[] = []): Scenario {
  const { options } = oneApp('web', CALLS as never);
  const start = () => ({ users: USERS, devices: DEVICES, realms: { tab: { ...TAB, ...realm } } });
  const program = () => [{ actor: 'A', realm: 'tab', calls: CALLS }, ...actors];
  const scenario = { name: 'of-then', title: 'Of then', description: 'Of then.', options, start, program };
  return defineScenario(scenario as never);
}

test.each([
  ['a kill', { dies: { thenCalls: CALLS } }, { kill: { callsAfterRestart: CALLS } }],
  [
    'a callback of the hosted UI',
    { comesBack: { username: 'alice', leftBefore: 1000 } },
    { hostedUiCallback: { username: 'alice', awayFor: 1000 } },
  ],
])('%s may have its former names', async (_, before, now) => {
  const { start } = await partsOf(written(before), {});

  expect(start.realms.tab).toEqual({ ...TAB, ...now });
});

test('an actor may name the one that it starts with by the former name', async () => {
  const { program } = await partsOf(
    written({}, [{ actor: 'B', realm: 'tab', calls: CALLS, inOneGoWith: 'A' }]),
    {},
  );

  expect(program[1]).toEqual({ actor: 'B', realm: 'tab', calls: CALLS, sameTaskAs: 'A' });
});

test('a former name beside the one of now is refused', async () => {
  const both = written({ dies: { thenCalls: [] }, kill: { callsAfterRestart: [] } });

  await expect(partsOf(both, {})).rejects.toThrow('realms.tab.dies: no such key');
});

test('an option may be set by its former name, and one of a scenario keeps its own', () => {
  const now = { sameTask: flag(false, 'one task') };
  const own = { together: flag(false, 'of its own'), sameTask: flag(false, 'one task') };

  expect(resolveOptions(now, { together: 'on' })).toEqual({ sameTask: true });
  expect(resolveOptions(own, { together: 'on' })).toEqual({ together: true, sameTask: false });
  expect(optionsWithCurrentNames({ together: 'on', calls: '2' }, ['calls'])).toEqual({
    together: 'on',
    calls: '2',
  });
});

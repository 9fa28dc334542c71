import { describe, expect, test } from 'vitest';
import { CATALOGUE } from '../../../scenarios/index.ts';
import { partsOf, refuseMistakesIn } from './check-scenario.ts';
import { flag, integer, oneOf, resolveOptions } from './options.ts';
import type { Scenario } from './scenario.ts';
import { ScenarioError } from './scenario-error.ts';

/** What a scenario is written as, mistakes and all: anything goes. */
type Written = Record<string, unknown>;

const START: Written = {
  users: [{ username: 'alice', password: 'Correct-Horse-1' }],
  devices: { phone: { storage: 'mmkv', signedIn: { username: 'alice', tokens: 'expired' } } },
  realms: { app: { device: 'phone', platform: 'react-native' } },
};
const ACTOR: Written = { actor: 'A', realm: 'app', calls: [{ api: 'fetchAuthSession' }] };

function written({
  start = {},
  program = [ACTOR],
  scenario = {},
}: {
  readonly start?: Written;
  readonly program?: unknown;
  readonly scenario?: Written;
}): Scenario {
  const whole = {
    name: 'written-by-hand',
    title: 'A scenario',
    description: 'A scenario.',
    options: {},
    start: () => ({ ...START, ...start }),
    program: () => program,
    ...scenario,
  };
  return whole as unknown as Scenario;
}

async function refusalOf(scenario: Scenario): Promise<string> {
  const refused = await partsOf(scenario, {}).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(refused instanceof ScenarioError)) throw new Error('it was not refused');
  // Long ones go on in lines of their own.
  return refused.message.replaceAll(/\n {5}(?=\S)/g, ' ');
}

const phone = (changes: Written): Written => ({
  devices: { phone: { storage: 'mmkv', ...changes } },
});
const app = (changes: Written): Written => ({
  realms: { app: { device: 'phone', platform: 'react-native', ...changes } },
});
const faults = (changes: Written): Written => ({ faults: { max: 1, ...changes } });
const calls = (...all: unknown[]): readonly unknown[] => [{ ...ACTOR, calls: all }];

describe('in what start() returns', () => {
  test.each<[string, Written, string]>([
    [
      'a key of a device',
      phone({ signedin: {} }),
      'devices.phone.signedin: no such key, did you mean "signedIn"?',
    ],
    ['a key of a realm', app({ kil: {} }), 'realms.app.kil: no such key, did you mean "kill"?'],
    ['a key of the pool', { pool: { rotatoin: {} } }, 'pool.rotatoin: no such key, did you mean "rotation"?'],
    ['a key of its own', { fault: { max: 1 } }, 'fault: no such key, did you mean "faults"?'],
    [
      'a key of the app',
      { app: { identitypool: true } },
      'app.identitypool: no such key, did you mean "identityPool"?',
    ],
    [
      'a key of a user',
      { users: [{ username: 'alice', password: 'x', mail: 'y' }] },
      'users[0].mail: no such key, did you mean "email"?',
    ],
    [
      'a key of the faults',
      faults({ netwrok: ['offline'] }),
      'faults.netwrok: no such key, did you mean "network"?',
    ],
    [
      'a key of a rule',
      faults({ network: [{ kind: 'throttled', operation: ['GetId'] }] }),
      'faults.network[0].operation: no such key, did you mean "operations"?',
    ],
    [
      'what the tokens are',
      phone({ signedIn: { username: 'alice', tokens: 'expierd' } }),
      'tokens: "expierd" is not accepted, did you mean "expired"?; accepted: valid, expired, revoked',
    ],
    [
      'a platform',
      app({ platform: 'reactnative' }),
      'realms.app.platform: "reactnative" is not accepted, did you mean "react-native"?',
    ],
    [
      'a storage',
      phone({ storage: 'asyncstorage-ios' }),
      '"asyncstorage-ios" is not accepted, did you mean "async-storage-ios"?',
    ],
    ['how it boots', { boot: 'concurent' }, 'boot: "concurent" is not accepted, did you mean "concurrent"?'],
    [
      'an option of the pool',
      { pool: { deviceTracking: 'allways' } },
      'pool.deviceTracking: "allways" is not accepted, did you mean "always"?',
    ],
    [
      'a kind of network fault',
      faults({ network: ['respnse-lost'] }),
      'network[0]: "respnse-lost" is not accepted, did you mean "response-lost"?',
    ],
    [
      'a kind of outage',
      faults({ outages: ['ofline'] }),
      'outages[0]: "ofline" is not accepted, did you mean "offline"?',
    ],
    [
      'a kind of user fault',
      faults({ users: ['user-disable'] }),
      'users[0]: "user-disable" is not accepted, did you mean "user-disabled"?',
    ],
    [
      'an operation',
      faults({ network: [{ kind: 'throttled', operations: ['InitiateAut'] }] }),
      'operations[0]: "InitiateAut" is not accepted, did you mean "InitiateAuth"?',
    ],
    [
      'an operation of an outage',
      faults({ outages: [{ kind: 'throttled', operations: ['RevokeTokn'] }] }),
      'operations[0]: "RevokeTokn" is not accepted, did you mean "RevokeToken"?',
    ],
    [
      'operations that are none',
      faults({ network: [{ kind: 'throttled', operations: [] }] }),
      'faults.network[0].operations: is empty; expected at least one',
    ],
    [
      'an outage of no device',
      faults({ outages: [{ kind: 'offline', devices: [] }] }),
      'faults.outages[0].devices: is empty; expected at least one',
    ],
    [
      'a failure of no storage',
      faults({ storage: [{ kind: 'disk-full', devices: [] }] }),
      'faults.storage[0].devices: is empty; expected at least one',
    ],
    [
      'the device of a service in trouble',
      faults({ outages: [{ kind: 'throttled', devices: ['phone'] }] }),
      'faults.outages[0].devices: no such key of "throttled"; keys: kind, operations, times',
    ],
    [
      'the operations of a device that is offline',
      faults({ outages: ['throttled', { kind: 'offline', operations: ['RevokeToken'] }] }),
      'faults.outages[1].operations: no such key of "offline"; keys: kind, devices, times',
    ],
    [
      'the effect of a request that is lost',
      faults({ network: [{ kind: 'request-lost', afterEffect: true }] }),
      'faults.network[0].afterEffect: no such key of "request-lost"; keys: kind, operations, times',
    ],
    [
      'a value of another type',
      phone({ clock: '5' }),
      'devices.phone.clock: "5" is not accepted; expected a number',
    ],
    ['no fault at all', { faults: { network: ['throttled'], max: 0 } }, 'faults.max: 0 is not accepted: no'],
    [
      'faults of no kind',
      { faults: { max: 2 } },
      'faults: allows 2 and names none; expected at least one of network, outages,',
    ],
    [
      'no network fault',
      faults({ network: [] }),
      'faults.network: is empty; expected at least one, or leave',
    ],
    [
      'no outage beside a network fault',
      faults({ network: ['throttled'], outages: [] }),
      'faults.outages: is empty; expected at least one',
    ],
    [
      'a jump to the same time',
      faults({ clocks: [{ device: 'phone', by: 0 }] }),
      'faults.clocks[0].by: 0 is not accepted: the clock would not jump',
    ],
    [
      'a number out of bounds',
      faults({ max: -1 }),
      'faults.max: -1 is not accepted; expected a whole number, 0 or more',
    ],
    [
      'what is missing',
      { faults: { network: ['throttled'] } },
      'faults.max: is missing; expected a whole number',
    ],
    ['what is no object', { devices: 'phone' }, 'devices: "phone" is not accepted; expected an object'],
    [
      'a call after a restart',
      app({ kill: { callsAfterRestart: [{ api: 'fetchAuthSesion' }] } }),
      'kill.callsAfterRestart[0].api: "fetchAuthSesion" is not accepted, did you mean "fetchAuthSession"?',
    ],
    [
      'an argument of one',
      app({ kill: { callsAfterRestart: [{ api: 'signIn' }] } }),
      'kill.callsAfterRestart[0].args[0]: is missing',
    ],
  ])('%s is refused with its place and what is nearest', async (_, start, message) => {
    expect(await refusalOf(written({ start }))).toContain(message);
  });

  test.each<[string, Written, string]>([
    [
      'the user of a session',
      phone({ signedIn: { username: 'alcie', tokens: 'valid' } }),
      'signedIn.username: "alcie" is not accepted, did you mean "alice"?',
    ],
    [
      'the device of a realm',
      app({ device: 'fone' }),
      'realms.app.device: "fone" is not accepted, did you mean "phone"?; accepted: phone',
    ],
    [
      'the user of a fault',
      faults({ users: [{ kind: 'user-deleted', username: 'bob' }] }),
      'faults.users[0].username: "bob" is not accepted; accepted: alice',
    ],
    [
      'a realm that may be suspended',
      faults({ suspensions: ['ap'] }),
      'faults.suspensions[0]: "ap" is not accepted, did you mean "app"?',
    ],
    [
      'a realm of a rule',
      faults({ suspensions: [{ realm: 'tab', times: 1 }] }),
      'faults.suspensions[0].realm: "tab" is not accepted; accepted: app',
    ],
    [
      'a device whose clock jumps',
      faults({ clocks: [{ device: 'phnoe', by: 1 }] }),
      'faults.clocks[0].device: "phnoe" is not accepted, did you mean "phone"?',
    ],
    [
      'a device that is offline',
      faults({ outages: [{ kind: 'offline', devices: ['tablet'] }] }),
      'faults.outages[0].devices[0]: "tablet" is not accepted; accepted: phone',
    ],
    [
      'a device whose storage fails',
      faults({ storage: [{ kind: 'disk-full', devices: ['tablet'] }] }),
      'faults.storage[0].devices[0]: "tablet" is not accepted; accepted: phone',
    ],
    [
      'who comes back',
      app({ platform: 'web', hostedUiCallback: { username: 'bob' } }),
      'hostedUiCallback.username: "bob" is not accepted; accepted: alice',
    ],
    [
      'two users of one name',
      {
        users: [
          { username: 'alice', password: 'x' },
          { username: 'alice', password: 'y' },
        ],
      },
      'two users are called "alice"',
    ],
    [
      'a failure that the storage does not know',
      faults({ storage: ['quota-exceeded'] }),
      'device "phone" has storage "mmkv", which never fails so',
    ],
    [
      'a failure of a named device that it does not know',
      faults({ storage: [{ kind: 'locked', devices: ['phone'] }] }),
      'device "phone" has storage "mmkv", which never fails so',
    ],
    [
      'credentials without an identity pool',
      app({ kill: { callsAfterRestart: [{ api: 'fetchCredentials' }] } }),
      'the app has no identity pool',
    ],
  ])('a reference to what there is not is refused: %s', async (_, start, message) => {
    expect(await refusalOf(written({ start }))).toContain(message);
  });

  test.each(['my phone', 'phone~2', 'phone:1', 'a/b', '', 'é'])('"%s" is no name', async (name) => {
    const start = {
      devices: { [name]: { storage: 'mmkv' } },
      realms: { [name]: { device: name, platform: 'react-native' } },
    };

    const message = await refusalOf(written({ start, program: [{ ...ACTOR, realm: name }] }));

    expect(message).toContain(
      `start().devices: the name "${name}" is not accepted; expected a name of letters`,
    );
    expect(message).toContain(
      `start().realms: the name "${name}" is not accepted; expected a name of letters`,
    );
  });

  test('a realm that would be started again as something else is called is refused', async () => {
    const dying = { device: 'phone', platform: 'react-native', kill: { callsAfterRestart: [] } };
    const realms = { 'kill-it': dying, 'it-again': { ...dying, kill: undefined } };

    expect(
      await refusalOf(written({ start: { realms }, program: [{ ...ACTOR, realm: 'kill-it' }] })),
    ).toContain('start().realms["kill-it"]: started again, its actor would be "kill-it-again"');
  });

  test('all mistakes are named at once, those of program() too', async () => {
    const message = await refusalOf(
      written({
        start: { ...phone({ signedin: {} }), pool: { rotatoin: {} }, fault: {} },
        program: calls({ api: 'fetchAuthSesion' }),
      }),
    );

    expect(message).toMatch(/^scenario written-by-hand has 4 mistakes:\n( {2}\S.*\n?){4}$/);
  });
});

describe('in what program() returns', () => {
  test.each<[string, unknown, string]>([
    [
      'an unknown API',
      calls({ api: 'fetchAuthSesion' }),
      'program()[0].calls[0].api: "fetchAuthSesion" is not accepted, did you mean "fetchAuthSession"?',
    ],
    [
      'an API that JavaScript has',
      calls({ api: 'constructor' }),
      'calls[0].api: "constructor" is not accepted',
    ],
    ['no arguments', calls({ api: 'signIn' }), 'calls[0].args[0]: is missing; expected an object'],
    [
      'half of the arguments',
      calls({ api: 'signIn', args: [{ username: 'alice' }] }),
      'calls[0].args[0].password: is missing',
    ],
    [
      'an unknown argument',
      calls({ api: 'signOut', args: [{ globl: true }] }),
      'calls[0].args[0].globl: no such key, did you mean "global"?',
    ],
    [
      'too many arguments',
      calls({ api: 'signOut', args: [{}, {}] }),
      'has 2 arguments; signOut takes at most 1',
    ],
    [
      'an argument where none is taken',
      calls({ api: 'configure', args: [1] }),
      'calls[0].args[0]: 1 is not accepted',
    ],
    [
      'credentials without an identity pool',
      calls({ api: 'fetchCredentials' }),
      'the app has no identity pool',
    ],
    [
      'a key of a call',
      calls({ api: 'signOut', arg: [] }),
      'calls[0].arg: no such key, did you mean "args"?',
    ],
    ['no actors', [], 'program(): is empty'],
    ['no calls', calls(), 'program()[0].calls: is empty'],
    ['neither calls nor code', [{ actor: 'A', realm: 'app' }], 'actor "A" has neither calls nor run'],
    ['both calls and code', [{ ...ACTOR, run: async () => {} }], 'actor "A" has both calls and run'],
    [
      'code that is no function',
      [{ actor: 'A', realm: 'app', run: 'signOut' }],
      'run: "signOut" is not accepted; expected a function',
    ],
    [
      'an unknown realm',
      [{ ...ACTOR, realm: 'ap' }],
      'program()[0].realm: "ap" is not accepted, did you mean "app"?',
    ],
    [
      'an unknown actor beside it',
      [{ ...ACTOR, sameTaskAs: 'B' }],
      'sameTaskAs: "B" is not accepted; accepted: A',
    ],
    ['itself beside it', [{ ...ACTOR, sameTaskAs: 'A' }], 'sameTaskAs: is the actor itself'],
    [
      'a circle of actors that wait for each other',
      [
        { ...ACTOR, actor: 'C', sameTaskAs: 'A' },
        { ...ACTOR, sameTaskAs: 'B' },
        { ...ACTOR, actor: 'B', sameTaskAs: 'A' },
      ],
      'program()[1].sameTaskAs: goes in a circle: A with B with A; expected one of them to start on its own',
    ],
    ['two actors of one name', [ACTOR, ACTOR], 'two actors are called "A"'],
    [
      'a name that cannot be one',
      [{ ...ACTOR, actor: 'my actor' }],
      'actor: "my actor" is not accepted; expected a name of letters',
    ],
    ['nothing', null, 'program(): null is not accepted; expected an array'],
  ])('%s is refused', async (_, program, message) => {
    expect(await refusalOf(written({ program }))).toContain(message);
  });

  test.each([
    'kill-app',
    'load-app',
    'suspended-app',
    'app-again',
    'offline-phone',
    'clock-phone',
    'disk-full-phone',
    'outage-throttled',
    'user-disabled-user1',
    'boot',
    'at-rest',
  ])('an actor called "%s", as the step of something else is', async (actor) => {
    const start = app({ kill: { callsAfterRestart: [{ api: 'getCurrentUser' }] } });

    expect(await refusalOf(written({ start, program: [{ ...ACTOR, actor }] }))).toContain(
      `program()[0].actor: "${actor}" is how the step of something else is called`,
    );
  });

  test.each(['kill-tab', 'app', 'offline-tablet', 'kill'])('an actor may be called "%s"', async (actor) => {
    await expect(partsOf(written({ program: [{ ...ACTOR, actor }] }), {})).resolves.toBeDefined();
  });

  test('an actor of another realm cannot make its first call together with it', async () => {
    const realms = {
      app: { device: 'phone', platform: 'react-native' },
      tab: { device: 'phone', platform: 'react-native' },
    };
    const program = [ACTOR, { ...ACTOR, actor: 'B', realm: 'tab', sameTaskAs: 'A' }];

    expect(await refusalOf(written({ start: { realms }, program }))).toContain('actor "A" is in realm "app"');
  });
});

describe('in the scenario itself', () => {
  test('defaults that the options take are fine', async () => {
    const options = { calls: integer(3, 'x'), slow: flag(true, 'x'), storage: oneOf(['sync'], 'sync', 'x') };

    await expect(partsOf(written({ scenario: { options } }), {})).resolves.toBeDefined();
  });

  test.each<[string, Written, string]>([
    ['a key', { invariant: [] }, 'scenario.invariant: no such key, did you mean "invariants"?'],
    [
      'a name',
      { name: 'two words' },
      'scenario.name: "two words" is not accepted; expected a name in kebab case',
    ],
    ['what is missing', { program: undefined }, 'scenario.program: is missing; expected a function'],
    ['an option', { options: { calls: 3 } }, 'scenario.options.calls: 3 is not accepted; expected an object'],
    [
      'an invariant without a check',
      { invariants: [{ name: 'x', statement: 'x' }] },
      'scenario.invariants[0].check: is missing; expected a function',
    ],
    [
      'a key of an invariant',
      { invariants: [{ name: 'x', statement: 'x', onlyAtTheEnd: true, check: () => {} }] },
      'invariants[0].onlyAtTheEnd: no such key, did you mean "onlyAtEnd"?',
    ],
    [
      'an invariant called as a general one is',
      { invariants: [{ name: 'session-survives', statement: 'x', check: () => {} }] },
      'scenario.invariants[0].name: "session-survives" is a general invariant, which always holds',
    ],
    [
      'two invariants of one name',
      { invariants: ['x', 'y', 'x'].map((name) => ({ name, statement: 'x', check: () => {} })) },
      'scenario.invariants[2].name: two invariants are called "x"',
    ],
    [
      'a default that the option does not take',
      { options: { calls: integer(3, 'how many', { min: 5 }) } },
      'scenario.options.calls.default: 3 is not accepted; accepted: a whole number from 5 to 1000',
    ],
  ])('%s is refused', async (_, scenario, message) => {
    expect(await refusalOf(written({ scenario }))).toContain(message);
  });
});

test.each(['start', 'program'])('a promise from %s() is one mistake', async (name) => {
  const message = await refusalOf(
    written({ scenario: { [name]: async () => Promise.reject(new Error('late')) } }),
  );

  expect(message.replaceAll(/\s+/g, ' ')).toContain(
    `has a mistake: ${name}(): returns a promise; expected what it resolves to: ${name} must not be async.`,
  );
});

test.each(['start', 'program'])('what %s() throws is named with its file and line', async (name) => {
  const thrown = new RangeError('out of range');
  thrown.stack = `RangeError: out of range\n    at ${name} (/app/race.ts:12:34)`;
  const scenario = {
    [name]: () => {
      throw thrown;
    },
  };

  expect(await refusalOf(written({ scenario }))).toBe(
    `scenario written-by-hand: ${name}() throws RangeError: out of range (/app/race.ts:12)`,
  );
});

test.each([
  { network: [{ kind: 'throttled', afterEffect: true }] },
  { network: [{ kind: 'request-lost', operations: ['InitiateAuth'], afterEffect: undefined }] },
  { outages: [{ kind: 'offline', devices: ['phone'] }] },
  { outages: [{ kind: 'throttled', operations: ['InitiateAuth'] }] },
])('a rule may have the keys of its kind: %j', async (rules) => {
  await expect(partsOf(written({ start: faults(rules) }), {})).resolves.toBeDefined();
});

test('optional fields may be given as undefined', async () => {
  const scenario = written({ start: { pool: undefined, ...app({ kill: undefined }) } });

  await expect(partsOf(scenario, {})).resolves.toBeDefined();
});

/** Values of an option that say what they accept. */
function settingsOf({ options }: Scenario): Record<string, string>[] {
  return Object.entries(options).flatMap(([name, { accepts, parse }]) =>
    [...accepts.split(', '), 'on', 'off', '1', '2']
      .filter((text) => parse(text) !== undefined)
      .map((text) => ({ [name]: text })),
  );
}

test.each(CATALOGUE.map((scenario) => [scenario.name, scenario] as const))(
  '%s has no mistakes, whatever its options are',
  async (_, scenario) => {
    for (const settings of [{}, ...settingsOf(scenario)]) {
      await expect(partsOf(scenario, resolveOptions(scenario.options, settings))).resolves.toBeDefined();
    }
  },
);

test('mistakes outside and inside start() and program() are named at once', async () => {
  const scenario = written({
    scenario: { tilte: 'A scenario' },
    start: phone({ clocks: 1 }),
    program: [{ ...ACTOR, realm: 'ap' }],
  });

  await expect(refuseMistakesIn(scenario)).rejects.toThrow(
    /has 3 mistakes:\n.*scenario\.tilte.*start\(\)\.devices\.phone\.clocks.*program\(\)\[0\]\.realm/s,
  );
});

test('mistakes outside are named where start() cannot be called', async () => {
  const start = () => {
    throw new Error('no options');
  };

  await expect(refuseMistakesIn(written({ scenario: { tilte: 'x', start } }))).rejects.toThrow(
    /has a mistake:\n {2}scenario\.tilte/,
  );
});

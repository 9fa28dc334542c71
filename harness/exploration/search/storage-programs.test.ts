import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STORAGE_BACKEND_NAMES, type StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import type { StorageFailure } from '../../../fakes/storage/failure.ts';
import { tinySubject } from '../../simulation/fixtures.ts';
import type { AllowedFaults } from '../../simulation/scenario/allowed-faults.ts';
import type { StartRealm } from '../../simulation/scenario/scenario.ts';
import { exhaustiveStrategy } from '../strategies/exhaustive.ts';
import { everyOrder, outcomesBy } from './fixtures.ts';

/** An operation of a generated program: its name, then its keys or the entries that it writes. */
type Operation = readonly [name: string, ...args: (readonly string[])[]];

/** Operations of one call: a list within it is issued at once, then awaited together. */
type Call = readonly (readonly Operation[])[];

const key = fc.constantFrom('a', 'b');
const value = fc.constantFrom('1', '2');
const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.tuple(fc.constant('get'), fc.tuple(key)),
  fc.tuple(fc.constant('set'), fc.tuple(key, value)),
  fc.tuple(fc.constant('remove'), fc.tuple(key)),
  fc.constant<Operation>(['clear']),
  fc.constant<Operation>(['list']),
  fc.constant<Operation>(['getMany', ['a', 'b']]),
  fc.tuple(fc.constant('setMany'), fc.tuple(fc.constant('a'), value, fc.constant('b'), value)),
  fc.constant<Operation>(['removeMany', ['a', 'b']]),
);

const ALONE: fc.Arbitrary<Call> = fc.tuple(fc.tuple(operation));
const IN_TURN: fc.Arbitrary<Call> = fc.tuple(fc.tuple(operation), fc.tuple(operation));
const AT_ONCE: fc.Arbitrary<Call> = fc.tuple(fc.tuple(operation, operation));

/** A release that runs the operations that it is told to in place of a user name, and rejects with what it has seen. */
const INTERPRETER = `
  const seen = [];
  for (const group of JSON.parse(input.username)) {
    const issued = group.map(([name, args]) => perform(name, args));
    for (const one of await Promise.allSettled(issued))
      seen.push(one.status === 'fulfilled' ? one.value ?? 'nothing' : one.reason.message);
  }
  throw new Error(JSON.stringify(seen));`;

const ON_REACT_NATIVE = `
  const pairs = ([a, one, b, other]) => [[a, one], [b, other]];
  const perform = (name, args) => {
    switch (name) {
      case 'get': return AsyncStorage.getItem(args[0]);
      case 'set': return AsyncStorage.setItem(args[0], args[1]);
      case 'remove': return AsyncStorage.removeItem(args[0]);
      case 'clear': return AsyncStorage.clear();
      case 'list': return AsyncStorage.getAllKeys();
      case 'getMany': return AsyncStorage.getMany ? AsyncStorage.getMany(args) : AsyncStorage.multiGet(args);
      case 'setMany': return AsyncStorage.setMany
        ? AsyncStorage.setMany(Object.fromEntries(pairs(args)))
        : AsyncStorage.multiSet(pairs(args));
      case 'removeMany': return AsyncStorage.removeMany
        ? AsyncStorage.removeMany(args)
        : AsyncStorage.multiRemove(args);
    }
  };`;

const IN_A_BROWSER = `
  const perform = async (name, args) => {
    switch (name) {
      case 'get': return localStorage.getItem(args[0]);
      case 'set': return localStorage.setItem(args[0], args[1]);
      case 'remove': return localStorage.removeItem(args[0]);
      case 'clear': return localStorage.clear();
      case 'list': return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index));
      case 'getMany': return args.map((key) => localStorage.getItem(key));
      case 'setMany':
        localStorage.setItem(args[0], args[1]);
        return localStorage.setItem(args[2], args[3]);
      case 'removeMany': return args.forEach((key) => localStorage.removeItem(key));
    }
  };`;

interface Situation {
  readonly calls: readonly Call[];
  /** What the app does when it is started again; it may be killed where given. */
  readonly again?: Call;
  /** Whether each call is made in a realm of its own. */
  readonly apart?: boolean;
  readonly faults?: AllowedFaults;
}

function subjectOf(storage: StorageBackendName, { calls, again, apart = false, faults }: Situation) {
  const isWeb = OF_BROWSERS.includes(storage);
  const realm: StartRealm = { device: 'phone', platform: isWeb ? 'web' : 'react-native' };
  const program = calls.map((call, index) => ({
    actor: 'ABC'.charAt(index),
    realm: apart ? `app${index}` : 'app0',
    calls: [callOf(call)],
  }));
  return tinySubject({
    calls: {
      shared: isWeb ? IN_A_BROWSER : ON_REACT_NATIVE,
      signIn: INTERPRETER,
    },
    program,
    start: {
      devices: { phone: { storage } },
      realms: Object.fromEntries(
        [...new Set(program.map((one) => one.realm))].map((name, index) => [
          name,
          { ...realm, ...(again && index === 0 && { kill: { callsAfterRestart: [callOf(again)] } }) },
        ]),
      ),
      ...(faults && { faults }),
    },
  });
}

function callOf(call: Call) {
  return { api: 'signIn', args: [{ username: JSON.stringify(call), password: '' }] } as const;
}

async function mustFindAll(storage: StorageBackendName, situation: Situation): Promise<void> {
  const subject = subjectOf(storage, situation);
  const every = await outcomesBy(subject, everyOrder());
  const searched = await outcomesBy(subject, exhaustiveStrategy());
  expect([...searched.different].sort()).toEqual([...every.different].sort());
}

const OF_BROWSERS: readonly StorageBackendName[] = ['local-storage', 'cookies'];

// IndexedDB is `fifo` in a browser.
describe.each(STORAGE_BACKEND_NAMES.filter((name) => name !== 'indexed-db'))(
  'the search finds every outcome that every order on %s has',
  (storage) => {
    const isWeb = OF_BROWSERS.includes(storage);

    const check = (situation: fc.Arbitrary<Situation>, numRuns: number) =>
      fc.assert(
        fc.asyncProperty(situation, (drawn) => mustFindAll(storage, drawn)),
        { numRuns, seed: 17, endOnFailure: true },
      );

    test('of two calls', () => check(fc.record({ calls: fc.tuple(IN_TURN, ALONE) }), 12));

    test('of a call that issues several at once, beside another', () =>
      check(fc.record({ calls: fc.tuple(AT_ONCE, ALONE) }), 8));

    test('of two realms on one device', () =>
      check(fc.record({ calls: fc.tuple(IN_TURN, ALONE), apart: fc.constant(true) }), 8));

    test('of an app that may be killed', () =>
      check(
        fc.record({
          calls: fc.tuple(IN_TURN),
          again: fc.constant<Call>([[['list']], [['getMany', ['a', 'b']]]]),
        }),
        6,
      ));

    test('of an app that may be killed between what it does in one step', () =>
      check(
        fc.record({
          calls: fc.tuple(IN_TURN, ALONE),
          again: fc.constant<Call>([[['list']], [['getMany', ['a', 'b']]]]),
        }),
        4,
      ));

    test('of two realms of which one may be killed', () =>
      check(
        fc.record({
          calls: fc.tuple(ALONE, ALONE),
          again: fc.constant<Call>([[['list']]]),
          apart: fc.constant(true),
        }),
        isWeb ? 6 : 4,
      ));
  },
);

test.each<[StorageBackendName, StorageFailure]>([
  ['async-storage-android', 'disk-full'],
  ['async-storage-ios', 'locked'],
  ['async-storage-next-android', 'io-error'],
  ['async-storage-3-android', 'disk-full'],
  ['async-storage-3-ios', 'disk-full'],
  ['async-storage-3-database', 'io-error'],
  ['mmkv', 'disk-full'],
  ['local-storage', 'quota-exceeded'],
  ['secure-store-ios', 'locked'],
  ['secure-store-android', 'key-lost'],
])('and on %s where it may fail by %s', (storage, kind) =>
  fc.assert(
    fc.asyncProperty(
      fc.record({
        calls: fc.tuple(ALONE, ALONE),
        faults: fc.record({
          storage: fc.tuple(fc.record({ kind: fc.constant(kind), lasts: fc.boolean() })),
          max: fc.constant(1),
        }),
      }),
      (drawn) => mustFindAll(storage, drawn),
    ),
    { numRuns: 6, seed: 17, endOnFailure: true },
  ),
);

test.each<[StorageBackendName, StorageFailure]>([
  ['mmkv', 'disk-full'],
  ['local-storage', 'quota-exceeded'],
])('and on %s where it may fail by %s from amid a step on', (storage, kind) =>
  fc.assert(
    fc.asyncProperty(
      fc.record({
        calls: fc.tuple(fc.oneof(IN_TURN, AT_ONCE), ALONE),
        faults: fc.constant({ storage: [{ kind, lasts: true }], max: 1 }),
      }),
      (drawn) => mustFindAll(storage, drawn),
    ),
    { numRuns: 8, seed: 17, endOnFailure: true },
  ),
);

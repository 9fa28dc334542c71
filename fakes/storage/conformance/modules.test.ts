import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { secureStoreRefusal } from '../backends/secure-store-keys.ts';
import { FakeAsyncStorage } from '../modules/async-storage.ts';
import { FakeAsyncStorage3 } from '../modules/async-storage-3.ts';
import { FakeSecureStore } from '../modules/secure-store.ts';
import type { NativeStorage } from '../native-storage.ts';
import { type ModuleRecord, type NativeCall, runModuleProgram } from './module-program.ts';
import {
  ASYNC_STORAGE_3_PROGRAMS,
  ASYNC_STORAGE_PROGRAMS,
  SECURE_STORE_PROGRAMS,
} from './module-programs.ts';
import { fakeNative } from './native-stubs.ts';

/** What the JavaScript of the real modules did; see `record-modules.ts`. */
const records = JSON.parse(
  readFileSync(new URL('module-records.json', import.meta.url), 'utf8'),
) as readonly ({
  readonly spec: string;
  readonly program: string;
} & ModuleRecord)[];

const SUBJECTS = [
  ...['1.24.0', '2.2.0'].map((version) => ({
    spec: `@react-native-async-storage/async-storage@${version}`,
    create: (native: NativeStorage): object => new FakeAsyncStorage(native),
    programs: ASYNC_STORAGE_PROGRAMS,
  })),
  {
    spec: '@react-native-async-storage/async-storage@3.1.1',
    create: (native: NativeStorage): object => new FakeAsyncStorage3(native),
    programs: ASYNC_STORAGE_3_PROGRAMS,
  },
  {
    spec: 'expo-secure-store@57.0.4',
    create: (native: NativeStorage): object => new FakeSecureStore(refusing(native)),
    programs: SECURE_STORE_PROGRAMS,
  },
];

describe.each(SUBJECTS)('asks, answers and fails as $spec does', ({ spec, create, programs }) => {
  test.each(programs)('$name', async (program) => {
    const calls: NativeCall[] = [];

    const record = await runModuleProgram(program, create(fakeNative(program, calls)), calls);

    const recorded = records.find(
      (candidate) => candidate.spec === spec && candidate.program === program.name,
    );
    expect(briefed({ spec, program: program.name, ...record })).toEqual(briefed(recorded));
  });
});

/** What AsyncStorage's own JavaScript refuses, both refuse, if not in the same words. */
function briefed(record: unknown): unknown {
  return JSON.parse(JSON.stringify(record).replaceAll(/"\[AsyncStorage\][^"]*"/g, '"refused"'));
}

/** As every driver does before it queues an operation. */
function refusing(native: NativeStorage): NativeStorage {
  return {
    perform: async (operation) => {
      const refusal = secureStoreRefusal(operation);
      if (refusal) throw refusal;
      return native.perform(operation);
    },
    performAtOnce: (operation) => {
      const refusal = secureStoreRefusal(operation);
      if (refusal) throw refusal;
      return native.performAtOnce(operation);
    },
  };
}

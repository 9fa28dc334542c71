/**
 * Runs the JavaScript of the real storage modules over a native side that writes down what it is asked for, for
 * `modules.test.ts` to compare with. Fetches the packages with npm.
 *
 *     npx jiti fakes/storage/conformance/record-modules.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type NativeCall, runModuleProgram } from './module-program.ts';
import {
  ASYNC_STORAGE_3_PROGRAMS,
  ASYNC_STORAGE_PROGRAMS,
  SECURE_STORE_PROGRAMS,
} from './module-programs.ts';
import { callbackNative, promiseNative, secureStoreNative } from './native-stubs.ts';

const ASYNC_STORAGE = '@react-native-async-storage/async-storage';

const SUBJECTS = [
  ...['1.24.0', '2.2.0'].map((version) => ({
    spec: `${ASYNC_STORAGE}@${version}`,
    entry: 'src/AsyncStorage.native.ts',
    pick: ({ default: module }: Exports) => module,
    programs: ASYNC_STORAGE_PROGRAMS,
    native: callbackNative,
  })),
  {
    spec: `${ASYNC_STORAGE}@3.1.1`,
    entry: 'src/createAsyncStorage.native.ts',
    pick: ({ getLegacyStorage }: Exports) => (getLegacyStorage as () => object)(),
    programs: ASYNC_STORAGE_3_PROGRAMS,
    native: promiseNative,
  },
  {
    spec: 'expo-secure-store@57.0.4',
    entry: 'build/SecureStore.js',
    pick: (exports: Exports) => exports,
    programs: SECURE_STORE_PROGRAMS,
    native: secureStoreNative,
  },
];

type Exports = Readonly<Record<string, unknown>>;

/** The modules find their native side in the global `native`. */
const NATIVE_SIDE: Plugin = {
  name: 'native-side',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^react-native$|ExpoSecureStore$/ }, ({ path }) => ({ path, namespace: 'native' }));
    onLoad({ filter: /./, namespace: 'native' }, ({ path }) => ({
      contents:
        path === 'react-native'
          ? `export const NativeModules = { RNCAsyncStorage: native };
             export const TurboModuleRegistry = { get: () => native };
             export const Platform = { OS: 'ios' };`
          : 'export default native;',
    }));
  },
};

const records: unknown[] = [];
for (const { spec, entry, pick, programs, native } of SUBJECTS) {
  const directory = mkdtempSync(join(tmpdir(), 'record-modules-'));
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', spec], { cwd: directory });
  execFileSync('sh', ['-c', 'tar xzf *.tgz'], { cwd: directory });
  const bundle = await build({
    entryPoints: [join(directory, 'package', entry)],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'exported',
    plugins: [NATIVE_SIDE],
  });
  rmSync(directory, { recursive: true });
  const script = bundle.outputFiles[0]?.text ?? '';
  for (const program of programs) {
    const calls: NativeCall[] = [];
    const evaluate = new Function('native', 'setImmediate', `${script}; return exported;`);
    const exported = evaluate(native(program, calls), setImmediateOfReactNative);
    const record = await runModuleProgram(program, pick(exported) as object, calls);
    records.push({ spec, program: program.name, ...record });
  }
}
writeFileSync(new URL('module-records.json', import.meta.url), `${JSON.stringify(records, undefined, 2)}\n`);

/** A microtask, in all its architectures. */
function setImmediateOfReactNative(callback: () => void): number {
  queueMicrotask(callback);
  return 1;
}

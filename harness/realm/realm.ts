import { compileFunction } from 'node:vm';
import { HEAP_HOOKS } from '../heap/hook-names.ts';
import { INJECTED_GLOBALS } from '../releases/injected-globals.ts';
import type { Bundle } from '../releases/release.ts';
import { JOURNAL_HOOKS } from '../rewind/journal.ts';
import { type RealmEnvironment, realmGlobals } from './globals.ts';

/** The exports of one evaluated copy of a release. */
export type RealmExports = Readonly<Record<string, unknown>>;

type BundleFunction = (...globals: unknown[]) => unknown;

/** Compiled once a process: evaluating it again costs only the release's own top-level code. */
const compiled = new Map<string, BundleFunction>();

/** Evaluates a fresh copy of a release, whose free variables are those of `environment`. */
export function createRealm(bundle: Bundle, environment: RealmEnvironment): RealmExports {
  const globals = realmGlobals(environment);
  return compileBundle(bundle)(...PARAMETERS.map((name) => globals[name])) as RealmExports;
}

/** The last are of instrumented bundles; to others they are unused parameters. */
const PARAMETERS: readonly string[] = [...INJECTED_GLOBALS, HEAP_HOOKS, JOURNAL_HOOKS];

/** The name under which a bundle's frames show in stacks. */
export function bundleFileName(bundle: Bundle): string {
  return `amplify-bundle-${bundle.hash.slice(0, 16)}.js`;
}

function compileBundle(bundle: Bundle): BundleFunction {
  let code = compiled.get(bundle.hash);
  if (!code) {
    code = compileFunction(bundle.code, [...PARAMETERS], {
      filename: bundleFileName(bundle),
    }) as BundleFunction;
    compiled.set(bundle.hash, code);
  }
  return code;
}

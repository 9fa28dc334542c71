import { compileFunction } from 'node:vm';
import { INJECTED_GLOBALS } from '../releases/injected-globals.ts';
import type { Bundle } from '../releases/release.ts';
import { type RealmEnvironment, realmGlobals } from './globals.ts';

/** The exports of one evaluated copy of a release. */
export type RealmExports = Readonly<Record<string, unknown>>;

type BundleFunction = (...globals: unknown[]) => unknown;

/** Compiled once per process: evaluating it again costs only the release's own top-level code. */
const compiled = new Map<string, BundleFunction>();

/**
 * Evaluates a fresh copy of a release. Its free variables are those of `environment`.
 * @param hooks functions that an instrumented bundle calls, by the names that it was instrumented with
 */
export function createRealm(
  bundle: Bundle,
  environment: RealmEnvironment,
  hooks: Readonly<Record<string, unknown>> = {},
): RealmExports {
  const globals: Readonly<Record<string, unknown>> = { ...realmGlobals(environment), ...hooks };
  const parameters = [...INJECTED_GLOBALS, ...Object.keys(hooks).sort()];
  return compileBundle(bundle, parameters)(...parameters.map((name) => globals[name])) as RealmExports;
}

/** The file name of a bundle's frames in stacks. */
export function bundleFileName(bundle: Bundle): string {
  return `amplify-bundle-${bundle.hash.slice(0, 16)}.js`;
}

function compileBundle(bundle: Bundle, parameters: readonly string[]): BundleFunction {
  const key = [bundle.hash, ...parameters].join(' ');
  let code = compiled.get(key);
  if (!code) {
    code = compileFunction(bundle.code, [...parameters], {
      filename: bundleFileName(bundle),
    }) as BundleFunction;
    compiled.set(key, code);
  }
  return code;
}

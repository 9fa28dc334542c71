import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { create, extract } from 'tar';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { ReleaseError } from './errors.ts';
import { INJECTED_GLOBALS } from './injected-globals.ts';
import { loadRelease } from './load-release.ts';
import { type Npm, OfflineError } from './npm.ts';
import type { Bundle } from './release.ts';

/** Whether a published version is in the cache or can be fetched: false without a network. */
export async function canBeHad(version: string): Promise<boolean> {
  try {
    await loadRelease(version);
    return true;
  } catch (error) {
    if (error instanceof ReleaseError && error.problem.includes('cannot be loaded')) return false;
    throw error;
  }
}

/** Writes files, by path inside the directory; what is not a string is written as JSON. */
export async function writeFiles(directory: string, files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  }
}

/** A package that exports like `aws-amplify` 6 and does nothing; `answer` tells one from another. */
export function tinyAmplify(version: string, answer = version): Record<string, unknown> {
  const paths = ['.', './auth', './auth/cognito', './utils'];
  return {
    'aws-amplify/package.json': {
      name: 'aws-amplify',
      version,
      exports: Object.fromEntries(paths.map((path) => [path, `./${path.replace(/\W/g, '')}index.mjs`])),
    },
    'aws-amplify/index.mjs': `export const Amplify = { answer: ${JSON.stringify(answer)} };`,
    'aws-amplify/authindex.mjs': 'let calls = 0;\nexport const signOut = () => ++calls;',
    'aws-amplify/authcognitoindex.mjs': 'export const cognitoCredentialsProvider = {};',
    'aws-amplify/utilsindex.mjs': 'export const Hub = {};',
    '@aws-amplify/core/package.json': {
      name: '@aws-amplify/core',
      version,
      exports: { './internals/utils': './utils.mjs' },
    },
    '@aws-amplify/core/utils.mjs': 'export {};',
  };
}

/** Packs files, by path inside the package, as `npm pack` does. */
export async function pack(file: string, files: Readonly<Record<string, unknown>>): Promise<void> {
  const directory = await temporaryDirectory();
  await writeFiles(join(directory, 'package'), files);
  await create({ file, cwd: directory, gzip: true }, ['package']);
}

/** A registry of {@link tinyAmplify} in memory that counts what it is asked for. */
export class FakeNpm implements Npm {
  online = true;
  views = 0;
  installs = 0;
  readonly #versions: readonly string[];

  constructor(...versions: string[]) {
    this.#versions = versions;
  }

  async view(spec: string): Promise<unknown> {
    this.views++;
    this.#mustBeOnline();
    if (spec === 'aws-amplify') {
      return { versions: this.#versions, 'dist-tags': { latest: this.#versions.at(-1) } };
    }
    const version = spec.replace('aws-amplify@', '');
    return this.#versions.includes(version)
      ? { '@aws-amplify/auth': version, '@aws-amplify/core': version, '@aws-amplify/storage': version }
      : undefined;
  }

  async install(directory: string, dependencies: Readonly<Record<string, string>>): Promise<void> {
    this.installs++;
    this.#mustBeOnline();
    const wanted = dependencies['aws-amplify'] ?? '';
    const packages = join(directory, 'node_modules');
    await writeFiles(packages, tinyAmplify(wanted));
    if (wanted.startsWith('file:')) {
      const file = wanted.slice('file:'.length);
      await extract({ file, cwd: join(packages, 'aws-amplify'), strip: 1 });
    }
  }

  #mustBeOnline(): void {
    if (!this.online) {
      throw new OfflineError('no network');
    }
  }
}

/** Evaluates a bundle with some of the globals injected. */
export function evaluate(bundle: Bundle, globals: Readonly<Record<string, unknown>> = {}) {
  const body = compileFunction(bundle.code, [...INJECTED_GLOBALS], { filename: 'bundle.js' });
  // biome-ignore lint/suspicious/noExplicitAny: the exports of a bundle have no type
  return body(...INJECTED_GLOBALS.map((name) => globals[name])) as Record<string, any>;
}

/** The globals that a release cannot be evaluated or used without. */
export function plainGlobals(): Record<string, unknown> {
  const globals: Record<string, unknown> = { Date, Math, console, setTimeout, clearTimeout, crypto: {} };
  globals.globalThis = globals;
  globals.global = globals;
  globals.self = globals;
  return globals;
}

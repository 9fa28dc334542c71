import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

/** Has Node name on standard error each module that it loads, in all threads. */
const NAMING_MODULES = `
  import { register } from 'node:module';
  const hooks = ${JSON.stringify(`
    import { writeSync } from 'node:fs';
    export function load(url, context, next) {
      writeSync(2, 'loaded ' + url + '\\n');
      return next(url, context);
    }
  `)};
  register('data:text/javascript,' + encodeURIComponent(hooks));
`;

interface Loaded {
  readonly packages: readonly string[];
  /** With code of ours. */
  readonly folders: readonly string[];
  /** How many in all. */
  readonly modules: number;
}

/** What the built command line loads. */
function loadedBy(...args: readonly string[]): Loaded {
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(NAMING_MODULES)}`, 'dist/cli/bin.js', ...args],
    { encoding: 'utf8' },
  );
  const urls = [...stderr.matchAll(/^loaded (.*)$/gm)].map(([, url = '']) => url);
  const matches = (pattern: RegExp): string[] =>
    [...new Set(urls.flatMap((url) => pattern.exec(url)?.[1] ?? []))].sort();
  return {
    modules: urls.length,
    packages: matches(/\/node_modules\/((?:@[^/]+\/)?[^/]+)/),
    folders: matches(/\/dist\/(.+)\/[^/]+$/),
  };
}

test.each(['--version', '--help', 'run --help', 'rum'])(
  '%s loads no command, and no package but those that read the line',
  (line) => {
    const { packages, folders, modules } = loadedBy(...line.split(' '));

    expect(packages).toEqual(['commander', 'fastest-levenshtein']);
    expect(folders).toContain('cli');
    expect(folders).not.toContain('cli/commands');
    // A command loads some five hundred.
    expect(modules).toBeLessThan(40);
  },
);

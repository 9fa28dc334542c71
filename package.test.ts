import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';

// What `npm pack` makes of what `npm run build` has made.

/** Paths in the tarball. */
let packed: string[];

beforeAll(() => {
  const json = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8' });
  const [{ files }] = JSON.parse(json);
  packed = files.map(({ path }: { path: string }) => path);
});

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/** Modules that Node starts from: what is exported, the command, and what runs in threads. */
function entries(): string[] {
  const exported = Object.values<string | { default: string }>(manifest.exports).map((entry) =>
    typeof entry === 'string' ? entry : entry.default,
  );
  const threads = readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .filter((path) => /-(worker|thread)\.js$/.test(path))
    .map((path) => `dist/${path}`);
  return [...exported, ...Object.values<string>(manifest.bin), ...threads].filter((path) =>
    path.endsWith('.js'),
  );
}

function isOfTypesAlone(path: string): boolean {
  return readFileSync(path, 'utf8').startsWith('export {};');
}

describe('the tarball', () => {
  test('has all code that can be loaded, and nothing else: no tests and what they need, no benchmarks', async () => {
    const { metafile } = await build({
      entryPoints: entries(),
      outdir: 'not-written',
      bundle: true,
      write: false,
      metafile: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
    });

    const code = packed.filter((path) => path.endsWith('.js') && !isOfTypesAlone(path));
    const loaded = Object.keys(metafile.inputs).filter((path) => !isOfTypesAlone(path));
    expect(code.toSorted()).toEqual(loaded.toSorted());
  });

  test('has the types that its types refer to', () => {
    const broken = packed
      .filter((path) => path.endsWith('.d.ts'))
      .flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/(?:from |import\()["'](\.[^"']+)["']/g)]
          .map(([, from = '']) => posix.join(posix.dirname(path), from).replace(/\.[jt]s$/, '.d.ts'))
          .filter((wanted) => !packed.includes(wanted)),
      );

    expect(broken).toEqual([]);
  });

  test('runs nothing when it is installed', () => {
    const scripts = Object.keys(manifest.scripts);

    expect(scripts.filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
  });

  test('has what its documents link to', () => {
    const documents = packed.filter((path) => path.endsWith('.md'));
    const broken = documents.flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
        .map(([, link = '']) => link)
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => !packed.includes(posix.join(posix.dirname(path), link)))
        .map((link) => `${path}: ${link}`),
    );

    expect(documents).toContain('README.md');
    expect(broken).toEqual([]);
  });
});

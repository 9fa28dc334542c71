import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';

/** Imports of one room from another. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** Each as `importing file -> imported file`. */
  readonly imports: readonly string[];
}

const SKIPPED = new Set(['node_modules', 'dist', '.git', 'docs']);

/** The room that a file is in: its folder at the top, or below `harness`; a file at the top is one of its own. */
export function roomOf(file: string): string {
  const [top = '', second, third] = file.split('/');
  if (second === undefined) return file;
  return top === 'harness' && third !== undefined ? `${top}/${second}` : top;
}

/**
 * Which rooms import which. Tests and fixtures do not count: they may look everywhere.
 * @param root of the checkout
 */
export function arrowsIn(root: string): Arrow[] {
  const arrows = new Map<string, { from: string; to: string; imports: string[] }>();
  for (const file of sourcesIn(root)) {
    for (const [, specifier = ''] of readFileSync(join(root, file), 'utf8').matchAll(
      /(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g,
    )) {
      const imported = join(dirname(file), specifier);
      const [from, to] = [roomOf(file), roomOf(imported)];
      if (from === to) continue;
      const key = `${from} -> ${to}`;
      const arrow = arrows.get(key) ?? { from, to, imports: [] };
      arrow.imports.push(`${file} -> ${imported}`);
      arrows.set(key, arrow);
    }
  }
  return [...arrows.values()];
}

function sourcesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .filter((file) => !file.split('/').some((part) => SKIPPED.has(part)))
    .filter((file) => !/(?:\.test|(?:^|\/)fixtures|\.config)\.ts$/.test(file))
    .sort();
}

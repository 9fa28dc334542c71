import Table from 'cli-table3';
import { exploreProgram } from '../harness/exploration/search/explore-program.ts';
import { fileSystem, indexer, lastzero, readers } from '../harness/exploration/search/known-programs.ts';
import type { Thread } from '../harness/exploration/search/program-world.ts';

interface Known {
  readonly name: string;
  readonly threads: readonly Thread[];
  /** Number of Mazurkiewicz traces, by the literature's closed form. */
  readonly classes: number;
}

const upTo = (least: number, most: number): number[] =>
  Array.from({ length: most - least + 1 }, (_, index) => least + index);

const KNOWN: readonly Known[] = [
  ...upTo(2, 8).map((n) => ({ name: `readers(${n})`, threads: readers(n), classes: 2 ** n })),
  ...upTo(2, 10).map((n) => ({
    name: `lastzero(${n})`,
    threads: lastzero(n),
    classes: (n + 3) * 2 ** (n - 2),
  })),
  { name: 'indexer(12)', threads: indexer(12), classes: 8 },
  { name: 'file_system(16)', threads: fileSystem(16), classes: 8 },
];

/** A table of programs whose number of classes is known, and what the exhaustive search runs of them. */
export function classesTable(): string {
  const table = new Table({
    head: ['program', 'classes', 'run to the end', 'given up', 'ms'],
    style: { head: [], border: [] },
  });
  for (const { name, threads, classes } of KNOWN) {
    const started = performance.now();
    const { complete, blocked } = exploreProgram(threads, { mergeStates: false });
    table.push([name, classes, complete, blocked, (performance.now() - started).toFixed(0)]);
  }
  return table.toString();
}

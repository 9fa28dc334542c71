import { acquire, read, release, type Thread, write } from './program-world.ts';

/**
 * Programs of the literature whose number of Mazurkiewicz traces is known in closed form.
 * Abdulla, Aronis, Jonsson and Sagonas, "Optimal dynamic partial order reduction" (2014); Flanagan and
 * Godefroid, "Dynamic partial-order reduction for model checking software" (2005).
 */

/** One writer and `n` readers of one variable: 2^n traces. */
export function readers(n: number): Thread[] {
  const writer: Thread = function* () {
    yield write('x', 1);
  };
  const reader: Thread = function* () {
    yield read('x');
  };
  return [writer, ...Array.from({ length: n }, () => reader)];
}

/** `n` threads each set an element to its left neighbour plus one; another looks for the last zero: (n+3)*2^(n-2). */
export function lastzero(n: number): Thread[] {
  const searcher: Thread = function* () {
    let index = n;
    while ((yield read(`a${index}`)) !== 0) index -= 1;
  };
  const setters = Array.from(
    { length: n },
    (_, position): Thread =>
      function* () {
        const left = yield read(`a${position}`);
        yield write(`a${position + 1}`, left + 1);
      },
  );
  return [searcher, ...setters];
}

/** Threads insert messages into a hash table by compare-and-swap: with 12 threads 8 traces. */
export function indexer(n: number): Thread[] {
  const SIZE = 128;
  const MOST = 4;
  return Array.from(
    { length: n },
    (_, id): Thread =>
      function* () {
        for (let message = 1; message <= MOST; message += 1) {
          const word = message * 11 + id;
          let slot = (word * 7) % SIZE;
          // Compare-and-swap is one atomic step on the slot; it is written whether or not it succeeds.
          while ((yield { do: 'swap', variable: `table${slot}`, value: word }) !== 0)
            slot = (slot + 1) % SIZE;
        }
      },
  );
}

/** Threads allocate blocks for inodes, each under a lock: with 16 threads 8 traces. */
export function fileSystem(n: number): Thread[] {
  const INODES = 32;
  const BLOCKS = 26;
  return Array.from(
    { length: n },
    (_, id): Thread =>
      function* () {
        const inode = id % INODES;
        yield acquire(`locki${inode}`);
        if ((yield read(`inode${inode}`)) === 0) {
          let block = (inode * 2) % BLOCKS;
          for (;;) {
            yield acquire(`lockb${block}`);
            if ((yield read(`busy${block}`)) === 0) {
              yield write(`busy${block}`, 1);
              yield write(`inode${inode}`, block + 1);
              yield release(`lockb${block}`);
              break;
            }
            yield release(`lockb${block}`);
            block = (block + 1) % BLOCKS;
          }
        }
        yield release(`locki${inode}`);
      },
  );
}

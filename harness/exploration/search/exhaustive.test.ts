import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bruteForce, exploreProgram } from './explore-program.ts';
import { fileSystem, indexer, lastzero, readers } from './known-programs.ts';
import { acquire, type Operation, read, release, type Thread, write } from './program-world.ts';

describe('classes of programs from the literature', () => {
  test.each([2, 3, 4, 5, 6, 7, 8])('readers(%i) has 2^n', (n) => {
    const { complete } = exploreProgram(readers(n), { mergeStates: false });

    expect(complete).toBe(2 ** n);
  });

  test.each([2, 3, 4, 5, 6, 7, 8])('lastzero(%i) has (n+3)*2^(n-2)', (n) => {
    const { complete } = exploreProgram(lastzero(n), { mergeStates: false });

    expect(complete).toBe((n + 3) * 2 ** (n - 2));
  });

  test('indexer(12) has 8, indexer(11) a single one', () => {
    const twelve = exploreProgram(indexer(12), { mergeStates: false });
    const eleven = exploreProgram(indexer(11), { mergeStates: false });

    expect(twelve.complete).toBe(8);
    expect(eleven.executions).toBe(1);
  });

  test('file_system(16) has 8', () => {
    const { complete } = exploreProgram(fileSystem(16), { mergeStates: false });

    expect(complete).toBe(8);
  });
});

describe('what it finds is what brute force finds', () => {
  const variable = fc.constantFrom('x', 'y', 'z');
  const statement = fc.oneof(
    fc.record({ kind: fc.constant('read' as const), variable }),
    fc.record({ kind: fc.constant('copy' as const), variable, to: variable, plus: fc.nat(2) }),
    fc.record({ kind: fc.constant('write' as const), variable, value: fc.integer({ min: 1, max: 2 }) }),
    fc.record({ kind: fc.constant('locked' as const), variable, value: fc.integer({ min: 1, max: 2 }) }),
    fc.record({ kind: fc.constant('if' as const), variable, to: variable }),
  );
  type Statement = typeof statement extends fc.Arbitrary<infer T> ? T : never;
  // Brute force limits the size: three threads of one statement, or two of up to two.
  const program = fc.oneof(
    fc.tuple(fc.tuple(statement), fc.tuple(statement), fc.tuple(statement)),
    fc.array(fc.array(statement, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 2 }),
  );

  const toThread = (statements: readonly Statement[]): Thread =>
    function* (): Generator<Operation, void, number> {
      let last = 0;
      for (const one of statements) {
        if (one.kind === 'read') last = yield read(one.variable);
        else if (one.kind === 'write') yield write(one.variable, one.value);
        else if (one.kind === 'copy') yield write(one.to, (yield read(one.variable)) + one.plus);
        else if (one.kind === 'if') {
          if ((yield read(one.variable)) > 0) yield write(one.to, last + 3);
        } else {
          yield acquire('lock');
          yield write(one.variable, one.value + (yield read(one.variable)));
          yield release('lock');
        }
      }
    };

  test('on generated programs, with and without merging and reduction', () => {
    fc.assert(
      fc.property(program, (statements) => {
        const threads = statements.map(toThread);
        const all = [...bruteForce(threads).outcomes].sort();

        for (const mergeStates of [true, false]) {
          for (const reduce of [true, false]) {
            const found = exploreProgram(threads, { mergeStates, reduce });
            expect([...found.outcomes].sort()).toEqual(all);
          }
        }
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

test('never runs two executions of one class, and merging states runs fewer still', () => {
  const merged = exploreProgram(lastzero(6));
  const separate = exploreProgram(lastzero(6), { mergeStates: false });

  expect(separate.complete).toBe(9 * 2 ** 4);
  expect(merged.executions).toBeLessThanOrEqual(separate.executions);
  expect([...merged.outcomes].sort()).toEqual([...separate.outcomes].sort());
});

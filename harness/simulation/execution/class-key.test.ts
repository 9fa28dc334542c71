import { describe, expect, test } from 'vitest';
import { Lineage, type Step } from '../world/step.ts';
import { classKey } from './class-key.ts';

/** `read A x`, `write B y`, `local C`: who does what to which resource. */
function steps(...words: string[]): Step[] {
  return words.map((word) => {
    const [verb, id = '', resource] = word.split(' ');
    return {
      lineage: Lineage.root(id),
      id,
      kind: 'effect',
      actor: id,
      realm: 'app',
      resource,
      writes: verb === 'write',
      runsJavaScript: false,
      stack: undefined,
      facts: () => ({ kind: 'effect' as const, operation: word }),
      run() {},
    };
  });
}

describe('executions are of one class', () => {
  test.each([
    ['reads of one entry change places', ['read A x', 'read B x'], ['read B x', 'read A x']],
    ['accesses to two entries change places', ['write A x', 'write B y'], ['write B y', 'write A x']],
    ['a step that touches nothing moves', ['local C', 'write A x'], ['write A x', 'local C']],
    [
      'reads between the same writes change places',
      ['write A x', 'read B x', 'read C x', 'write D x'],
      ['write A x', 'read C x', 'read B x', 'write D x'],
    ],
  ])('when %s', (_, one, other) => {
    expect(classKey(steps(...one))).toBe(classKey(steps(...other)));
  });
});

describe('executions are of different classes', () => {
  test.each([
    ['writes to one entry change places', ['write A x', 'write B x'], ['write B x', 'write A x']],
    ['a read and a write change places', ['read A x', 'write B x'], ['write B x', 'read A x']],
    [
      'a read moves to the other side of a write among others',
      ['read A x', 'read C x', 'write B x'],
      ['read A x', 'write B x', 'read C x'],
    ],
    ['a step touches another entry', ['read A x'], ['read A y']],
    ['a read becomes a write', ['read A x'], ['write A x']],
    ['a step is missing', ['read A x', 'read B x'], ['read A x']],
    ['the same is read twice', ['read A x', 'read A x'], ['read A x']],
  ])('when %s', (_, one, other) => {
    expect(classKey(steps(...one))).not.toBe(classKey(steps(...other)));
  });

  test('for each of the 120 orders of five writes', () => {
    const orders = (left: string[]): string[][] =>
      left.length === 0
        ? [[]]
        : left.flatMap((one) => orders(left.filter((other) => other !== one)).map((rest) => [one, ...rest]));

    const keys = orders(['A', 'B', 'C', 'D', 'E']).map((order) =>
      classKey(steps(...order.map((id) => `write ${id} x`))),
    );

    expect(new Set(keys).size).toBe(120);
  });
});

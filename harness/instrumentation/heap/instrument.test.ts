import { describe, expect, it } from 'vitest';
import { bundleOf } from './fixtures.ts';
import { instrumentBundle } from './instrument.ts';

describe('an instrumented bundle', () => {
  it('counts what it follows', () => {
    const { tracked } = instrumentBundle(
      bundleOf(`
        let shared = 0, constant = 1, own = 2;
        own = 3;
        const o = { atBoot: 1 };
        o.atBoot = 2;
        class A { constructor() { this.made = 1; } change() { this.changed = 2; } }
        return { f: () => { shared += constant; o.later = 1; } };`),
    );
    expect(tracked).toEqual({ variables: 1, properties: 2 });
  });

  it('uses names that the program does not', () => {
    const { code } = instrumentBundle(bundleOf('let $heap_read = 1; return { up: () => $heap_read++ };'));
    expect(code).toContain('$heap__');
  });

  it('tells what it cannot follow', () => {
    const { untracked } = instrumentBundle(
      bundleOf(`
        const controller = new AbortController();
        const proxy = new Proxy({}, {});
        const o = { a: 1 };
        return { f: () => { eval('1'); Reflect.getOwnPropertyDescriptor(o, 'a'); o.a = 3; Object.keys = () => []; }, g: function* ({ a }) { yield a; } };`),
    );
    expect(untracked).toEqual([
      '`Object.keys` is replaced',
      '`Reflect.getOwnPropertyDescriptor`',
      '`eval`',
      'objects made by `new AbortController`',
      'objects made by `new Proxy`',
      'parameters taken apart before the body of a function',
    ]);
  });
});

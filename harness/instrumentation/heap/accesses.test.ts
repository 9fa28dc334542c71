import { describe, expect, it } from 'vitest';
import { TrackedProgram } from './fixtures.ts';

describe('a step that shares a promise', () => {
  it('writes the variable that holds it, and joins it in a certain order', async () => {
    const program = new TrackedProgram(`
      const dedupe = (work) => {
        let inFlight;
        return () => {
          if (inFlight) return inFlight;
          inFlight = new Promise((resolve, reject) => {
            work().then(resolve).catch(reject).finally(() => { inFlight = undefined; });
          });
          return inFlight;
        };
      };
      let answer;
      const call = dedupe(() => new Promise((resolve) => { answer = resolve; }));
      return { call: async () => { await call(); }, answer: () => answer(1) };`);
    expect(await program.step('call')).toEqual(['w boot.1:answer', 'w boot.2:inFlight']);
    expect(await program.step('call')).toEqual(['r boot.2:inFlight', 'w s1.2:(promise)']);
    expect(await program.step('answer')).toEqual([
      'r boot.1:answer',
      'w boot.2:inFlight',
      'w s1.1:(promise)',
      'w s1.2:(promise)',
    ]);
    expect(await program.step('call')).toEqual(['w boot.1:answer', 'w boot.2:inFlight']);
  });

  it('joins one that a constant holds, and one that is settled in no order', async () => {
    const program = new TrackedProgram(`
      let unlock;
      const door = new Promise((resolve) => { unlock = resolve; });
      const ready = (async () => { await door; })();
      return { wait: async () => { await ready; }, unlock: () => unlock() };`);
    expect(await program.step('wait')).toEqual(['w boot.3:(promise)']);
    expect(await program.step('unlock')).toEqual([
      'r boot.1:unlock',
      'w boot.2:(promise)',
      'w boot.3:(promise)',
    ]);
    expect(await program.step('wait')).toEqual(['r boot.3:(promise)']);
  });

  it('decides what comes of several, or does not', async () => {
    const program = new TrackedProgram(`
      const make = () => { let done; const promise = new Promise((...both) => { done = both; }); return { promise, done }; };
      const [a, b, c] = [make(), make(), make()];
      const all = Promise.all([a.promise, b.promise, c.promise]), race = Promise.race([a.promise, b.promise]);
      all.catch(() => {});
      return { a: () => a.done[0](), b: () => b.done[0](), c: () => c.done[1]() };`);
    const [race, all] = ['boot.17:(promise)', 'boot.15:(promise)'];
    expect(await program.step('a')).toEqual(expect.arrayContaining([`r ${all}`, `w ${race}`]));
    expect(await program.step('b')).toEqual(expect.arrayContaining([`r ${all}`, `w ${race}`]));
    expect(await program.step('c')).toEqual(expect.arrayContaining([`w ${all}`]));
  });

  it('settles it once, and is told apart from one that comes too late', async () => {
    const program = new TrackedProgram(`
      let settle;
      const never = new Promise(() => {}), answer = new Promise((...both) => { settle = both; });
      return { follow: () => settle[0](never), fail: () => settle[1](1) };`);
    expect(await program.step('follow')).toContain('w boot.4:(promise)');
    expect(await program.step('fail')).toContain('r boot.4:(promise)');
  });
});

describe('a step that uses variables', () => {
  it('of closures writes a memo once, and reads it after that', async () => {
    const program = new TrackedProgram(`
      const memo = (compute) => { let value; return () => (value ??= compute()); };
      const get = memo(() => ({ made: true }));
      return { get };`);
    expect(await program.step('get')).toEqual(['w boot.1:value']);
    expect(await program.step('get')).toEqual(['r boot.1:value']);
  });

  it('tells instances of a scope apart', async () => {
    const program = new TrackedProgram(`
      const counter = () => { let n = 0; return () => { n++; }; };
      return { one: counter(), other: counter() };`);
    expect(await program.step('one')).toEqual(['w boot.1:n']);
    expect(await program.step('other')).toEqual(['w boot.2:n']);
  });

  it('takes the turns of a loop for one scope', async () => {
    const program = new TrackedProgram(`
      const turns = [];
      for (let i = 0; i < 2; ) { turns.push(() => { i += 10; }); i++; }
      return { first: turns[0], second: turns[1] };`);
    const [first] = await program.step('first');
    expect(first).toMatch(/^w scope at \d+\.\d+:i$/);
    expect(await program.step('second')).toEqual([first]);
  });

  it('of its own says nothing', async () => {
    const program = new TrackedProgram(`
      return { own: async () => { let n = 0; const up = () => { n++; }; up(); await null; up(); return n; } };`);
    expect(await program.step('own')).toEqual([]);
  });

  it('says of a variable that it lost its value to the same value that it is read', async () => {
    const program = new TrackedProgram('let v = 1; return { set: (to) => { v = to; } };');
    expect(await program.step('set', 1)).toEqual(['r boot.1:v']);
    expect(await program.step('set', 2)).toEqual(['w boot.1:v']);
  });
});

describe('a step that uses properties', () => {
  it('reads and writes a counter', async () => {
    const program = new TrackedProgram(`
      const stats = { hits: 0, name: 'never written' };
      return { hit: () => { stats.hits += 1; }, up: () => stats.hits++, look: () => [stats.hits, stats.name] };`);
    expect(await program.step('hit')).toEqual(['w boot.1:hits']);
    expect(await program.step('up')).toEqual(['w boot.1:hits']);
    expect(await program.step('look')).toEqual(['r boot.1:hits']);
  });

  it('reads them by patterns, in parameters too', async () => {
    const program = new TrackedProgram(`
      const o = { a: 1, inner: { b: 2 }, c: 3 };
      const f = ({ a, inner: { b } }) => a + b;
      return {
        write: () => { o.a = 2; o.inner.b = 3; },
        parameter: () => f(o),
        declaration: () => { const { a } = o; return a; },
        rest: () => { const { c, ...rest } = o; return rest; },
        loop: () => { for (const { b } of [o.inner]) return b; },
        assignment: () => { let v; ({ a: v } = o); return v; },
      };`);
    expect(await program.step('write')).toEqual(['w boot.1:b', 'w boot.2:a']);
    expect(await program.step('parameter')).toEqual(['r boot.1:b', 'r boot.2:a', 'r boot.2:inner']);
    expect(await program.step('declaration')).toEqual(['r boot.2:a']);
    expect(await program.step('rest')).toEqual(['r boot.2:(keys)', 'r boot.2:a']);
    expect(await program.step('loop')).toEqual(['r boot.1:b']);
    expect(await program.step('assignment')).toEqual(['r boot.2:a']);
  });

  it('reads them by optional chains', async () => {
    const program = new TrackedProgram(`
      const o = { a: { b: 1 } };
      return { write: () => { o.a = { b: 2 }; o.a.b = 3; }, read: () => o?.a?.b, deep: () => o?.a.b, none: () => o.none?.a.b };`);
    expect(await program.step('read')).toEqual(['r boot.1:b', 'r boot.2:a']);
    expect(await program.step('deep')).toEqual(['r boot.1:b', 'r boot.2:a']);
    expect(await program.step('write')).toEqual(['w boot.2:a']);
    expect(await program.step('none')).toEqual([]);
  });

  it('adds and deletes them, which whoever looks at all of them can tell', async () => {
    const program = new TrackedProgram(`
      const o = { a: 1 };
      return { add: () => { o.b = 2; }, remove: () => delete o.b, keys: () => Object.keys(o), has: () => 'b' in o, change: () => { o.a = 2; } };`);
    expect(await program.step('remove')).toEqual(['r boot.1:b']);
    expect(await program.step('add')).toEqual(['w boot.1:(keys)', 'w boot.1:b']);
    expect(await program.step('keys')).toEqual(['r boot.1:(keys)', 'r boot.1:a', 'r boot.1:b']);
    expect(await program.step('has')).toEqual(['r boot.1:b']);
    expect(await program.step('remove')).toEqual(['w boot.1:(keys)', 'w boot.1:b']);
    expect(await program.step('change')).toEqual(['w boot.1:a']);
  });

  it('tells private fields of different classes apart', async () => {
    const program = new TrackedProgram(`
      class A { #n = 0; up() { this.#n++; } }
      class B extends A { #n = 5; set(n) { this.#n = n; } get() { return this.#n; } }
      const b = new B();
      return { up: () => b.up(), set: (n) => b.set(n), get: () => b.get() };`);
    const [up] = await program.step('up');
    const [get] = await program.step('get');
    expect(up).toMatch(/^w boot\.\d+:#n of class at/);
    expect(get).toMatch(/^r boot\.\d+:#n of class at/);
    expect(up?.slice(2)).not.toBe(get?.slice(2));
    expect(await program.step('set', 5)).toEqual([get]);
    expect(await program.step('set', 6)).toEqual([get?.replace('r', 'w')]);
  });

  it('reads those of prototypes, and runs accessors once', async () => {
    const program = new TrackedProgram(`
      const base = { get shown() { return this.inner; }, inherited: 1 };
      const o = Object.create(base);
      o.inner = 1;
      return { write: () => { o.inner = 2; base.shown = 3; }, read: () => o.shown, over: () => { o.inherited = 2; }, look: () => o.inherited };`);
    expect(await program.step('read')).toEqual(['r boot.1:shown', 'r boot.2:inner', 'r boot.2:shown']);
    expect(await program.step('look')).toEqual(['r boot.1:inherited', 'r boot.2:inherited']);
    expect(await program.step('over')).toEqual([
      'r boot.1:inherited',
      'w boot.2:(keys)',
      'w boot.2:inherited',
    ]);
  });
});

describe('a step that uses collections', () => {
  it('reads and writes entries of a cache one by one', async () => {
    const program = new TrackedProgram(`
      const cache = new Map();
      return { put: (k) => { cache.set(k, 1); }, get: (k) => cache.get(k), drop: (k) => cache.delete(k), all: () => [...cache], size: () => cache.size };`);
    expect(await program.step('put', 'a')).toEqual(['w boot.1:(keys)', 'w boot.1:[string a]']);
    expect(await program.step('put', 'a')).toEqual(['w boot.1:[string a]']);
    expect(await program.step('get', 'b')).toEqual(['r boot.1:[string b]']);
    expect(await program.step('all')).toEqual(['r boot.1:(keys)', 'r boot.1:[string a]']);
    expect(await program.step('size')).toEqual(['r boot.1:(keys)']);
    expect(await program.step('drop', 'b')).toEqual(['r boot.1:[string b]']);
    expect(await program.step('drop', 'a')).toEqual(['w boot.1:(keys)', 'w boot.1:[string a]']);
  });

  it('reads and writes an array as a whole', async () => {
    const program = new TrackedProgram(`
      const list = [1];
      return { push: () => { list.push(2); }, at: () => list[0], length: () => list.length, each: () => { for (const x of list) return x; }, text: () => \`\${list}\`, take: () => list.pop(), set: () => { list[0] = 1; } };`);
    for (const reader of ['at', 'length', 'each', 'text']) {
      expect(await program.step(reader), reader).toEqual(['r boot.1:*']);
    }
    for (const writer of ['push', 'set', 'take', 'take']) {
      expect(await program.step(writer), writer).toEqual(['w boot.1:*']);
    }
    expect(await program.step('take')).toEqual(['r boot.1:*']);
  });

  it('reads what a loop that lasts several steps has yet to visit, when it does', async () => {
    const program = new TrackedProgram(`
      const list = [1, 2];
      let go;
      return { walk: async () => { for (const x of list) await new Promise((resolve) => { go = resolve; }); }, go: () => go() };`);
    expect(await program.step('walk')).toEqual(['r boot.2:*', 'w boot.1:go']);
    expect(await program.step('go')).toContain('r boot.2:*');
  });

  it('writes when a method is called, not when its arguments are begun', async () => {
    const program = new TrackedProgram(`
      const list = [], o = {};
      let go;
      const later = () => new Promise((resolve) => { go = resolve; });
      return { push: async () => { list.push(0, await later()); o.p = await later(); }, go: () => go(1) };`);
    expect(await program.step('push')).toEqual(['w boot.1:go']);
    expect(await program.step('go')).toEqual(['w boot.1:go', 'w boot.2:*', 'w s1.1:(promise)']);
    expect(await program.step('go')).toContain('w boot.3:p');
  });

  it('moves an iterator on', async () => {
    const program = new TrackedProgram(`
      const numbers = (function* () { let n = 0; for (;;) yield n++; })();
      return { next: () => numbers.next() };`);
    expect(await program.step('next')).toEqual(['w unknown iterator:*']);
  });

  it('looks at names of methods only where a collection has them', async () => {
    const program = new TrackedProgram(`
      const o = { get: () => 1, push: () => 2 };
      return { use: () => o.get(o.push(1)) };`);
    expect(await program.step('use')).toEqual([]);
  });
});

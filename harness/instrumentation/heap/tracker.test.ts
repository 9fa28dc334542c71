import { describe, expect, it } from 'vitest';
import { TrackedProgram } from './fixtures.ts';
import { HeapTracker } from './tracker.ts';

describe('digests', () => {
  const TWO = 'let a = 0, b = 0; return { a: (v) => { a = v; }, b: (v) => { b = v; }, both: () => [a, b] };';

  it('of the state do not depend on the order of writes to different places', async () => {
    const [one, other] = [new TrackedProgram(TWO), new TrackedProgram(TWO)];
    expect(one.tracker.stateDigest()).toBe(other.tracker.stateDigest());
    await one.record('x', 'a', 1);
    await one.record('y', 'b', 2);
    await other.record('y', 'b', 2);
    expect(one.tracker.stateDigest()).not.toBe(other.tracker.stateDigest());
    await other.record('x', 'a', 1);
    expect(one.tracker.stateDigest()).toBe(other.tracker.stateDigest());
    expect([...one.tracker.versions().keys()].sort()).toEqual(['boot.1:a', 'boot.1:b']);
  });

  it('come back when a primitive value comes back', async () => {
    const program = new TrackedProgram(TWO);
    await program.record('1', 'a', 1);
    const digest = program.tracker.stateDigest();
    await program.record('2', 'a', 2);
    expect(program.tracker.stateDigest()).not.toBe(digest);
    await program.record('3', 'a', 1);
    expect(program.tracker.stateDigest()).toBe(digest);
  });

  it('of what a step has read tell values apart', async () => {
    const digest = async (value: unknown): Promise<string> => {
      const program = new TrackedProgram(TWO);
      await program.record('write', 'a', value);
      return (await program.record('read', 'both')).readDigest;
    };
    expect(await digest(1)).toBe(await digest(1));
    const digests = await Promise.all([1, 2, '1', -0, 0n, true, null, undefined, 'null'].map(digest));
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('of a step that settles a promise tell in which order others wait for it', async () => {
    const digest = async (order: readonly string[]): Promise<string> => {
      const program = new TrackedProgram(`
        let resolve;
        const promise = new Promise((settle) => { resolve = settle; });
        return { one: () => promise.then(() => {}), two: () => promise.then(() => {}), settle: () => resolve() };`);
      for (const step of order) await program.record(step, step);
      return (await program.record('settle', 'settle')).readDigest;
    };
    expect(await digest(['one', 'two'])).not.toBe(await digest(['two', 'one']));
  });

  it('of what a step has read tell what it added to', async () => {
    const digest = async (order: readonly string[]): Promise<string> => {
      const program = new TrackedProgram(
        'const list = []; return { one: () => list.push(1), two: () => list.push(2), look: () => { list.push(3); return list[0]; } };',
      );
      for (const step of order) await program.record(step, step);
      return (await program.record('look', 'look')).readDigest;
    };
    expect(await digest(['one', 'two'])).not.toBe(await digest(['two', 'one']));
  });
});

describe('a tracker', () => {
  it('gives what was made at boot the same identity in each realm', async () => {
    const code = `
      const hidden = [{ n: 0 }].map((o) => o)[0];
      function shown() {}
      shown.calls = 0;
      return { up: () => { hidden.n++; shown.calls++; }, shown };`;
    const steps = [0, 1].map(async () => {
      const program = new TrackedProgram(code);
      program.tracker.finishBoot([program.exports]);
      return program.step('up');
    });
    const [one, other] = await Promise.all(steps);
    expect(one).toEqual(other);
    expect(one).toEqual(['w boot.1:n', expect.stringMatching(/^w boot\.\d+:calls$/)]);
  });

  it('takes all objects of the host for one', async () => {
    const program = new TrackedProgram('return { write: (o) => { o.p = 1; }, read: (o) => o.p };');
    expect(await program.step('write', {})).toEqual(['w unknown:(keys)', 'w unknown:p']);
    expect(await program.step('read', {})).toEqual(['r unknown:p']);
  });

  it('says nothing of objects that the step has made', async () => {
    const program = new TrackedProgram(`
      class Box { constructor() { this.items = []; } add(x) { this.items.push(x); this.last = x; return this; } }
      return { run: () => { const m = new Map([[1, new Box().add(1)]]); m.get(1).add({ ...m.get(1) }); return JSON.parse('[{}]')[0].x = 1; } };`);
    expect(await program.step('run')).toEqual([]);
  });

  it('wants each step to have a name of its own', () => {
    const tracker = new HeapTracker();
    tracker.beginStep('x');
    tracker.endStep();
    expect(() => tracker.beginStep('x')).toThrow('two steps of an execution are called "x"');
  });

  it('reports what it cannot follow when that happens', async () => {
    const program = new TrackedProgram(`
      const o = { written: 1, never: 2 }, map = new Map(), A = class { m() {} };
      return {
        read: () => o.never, write: (key) => { o[key] = 5; }, own: (key) => { ({})[key] = 5; },
        method: () => { const { get } = map; return get; }, value: () => map.get, prototype: () => { A.prototype.m = 1; },
        key: () => o[{}] = 1,
      };`);
    const reportedBy = async (step: string, ...args: unknown[]): Promise<readonly string[]> => {
      const before = program.tracker.untrackedAtRuntime;
      await program.step(step, ...args);
      return program.tracker.untrackedAtRuntime.filter((report) => !before.includes(report));
    };
    expect(await reportedBy('write', 'dynamic')).toEqual([]);
    expect(await reportedBy('own', 'never')).toEqual([]);
    expect(await reportedBy('write', 'never')).toEqual(['property "never" is written by a computed name']);
    expect(await reportedBy('value')).toEqual([
      'method "get" of a built-in object is taken without being called',
    ]);
    expect(await reportedBy('prototype')).toEqual(['property "m" of a prototype is written after boot']);
    expect(await reportedBy('key')).toEqual(['an object is used as the name of a property']);
  });
});

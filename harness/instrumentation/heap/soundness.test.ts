import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { independent } from '../../exploration/search/accesses.ts';
import type { Accesses } from '../access-set.ts';
import { TrackedProgram } from './fixtures.ts';

/** What steps of generated programs may share. */
const SHARED = `
let x = 0, y = 1, under;
let release; const gate = new Promise((resolve) => { release = resolve; });
const o = { p: 1, n: { v: 0 } }, q = { p: 2 }, list = [1, { v: 5 }], map = new Map([[1, q]]), set = new Set([1]);
const weak = new WeakMap(), bytes = new Uint8Array(2), date = new Date(0), pattern = /a/g;
const url = new URL("http://h/?a=1");
const counters = [1, 2].map((start) => { let n = start; return () => n++; });
class Box { #inside = 0; static made = 0; constructor() { Box.made += 1; } put(v) { this.#inside = v; } get() { return this.#inside; } get twice() { return this.#inside * 2; } set twice(v) { this.#inside = v / 2; } }
const box = new Box();
const steps = (function* () { let n = 0; while (true) yield n++; })();
const settle = [];
const pending = new Promise((resolve, reject) => { settle.push(resolve, reject); });
pending.catch(() => {});
const parts = [0, 1].map((i) => { let done; const part = new Promise((resolve, reject) => { done = [resolve, reject]; }); return { part, done }; });
const all = Promise.all([parts[0].part, parts[1].part]), race = Promise.race([parts[0].part, parts[1].part]);
all.catch(() => {}); race.catch(() => {});
const any = Promise.any([parts[0].part, parts[1].part]); any.catch(() => {});
`;

const DUMP = `async () => JSON.stringify([x, y, o, q, list, [...map], [...set], weak.get(o), [...bytes], +date,
  pattern.lastIndex, url.href, counters.map((next) => next()), box.get(), Box.made, steps.next().value,
  await Promise.race([pending.catch((e) => e), "pending"]), await Promise.race([gate, "closed"]),
  await Promise.race([all.catch((e) => e), "pending"]), await Promise.race([race.catch((e) => e), "pending"])])`;

/**
 * Pieces of steps, by what they share. `V` stands for a value that differs from piece to piece, and `log` tells what
 * a step sees.
 */
const PIECES: Readonly<Record<string, string>> = {
  variables:
    'x = V | x += V | x++ | x ??= V | log(x) | y = x | [x, y] = [y, V] | log(typeof y) | log([x, y])',
  object: `o.p = V | o.p = 1 | log(o.p) | o.p += V | delete o.p | log("p" in o) | o["k" + (V % 2)] = V | log({ ...o })
    | log(JSON.stringify(o)) | for (const k in o) log(k) | Object.assign(o, { p: V }) | log(Object.keys(o))
    | const { p, ...rest } = o; log(p, rest) | ({ p: x } = o) | log(o["k" + (V % 2)]) | log("k1" in o) | delete o["k0"]`,
  objects: `o.n.v = V | log(o.n.v) | o.n = { v: V } | o.n = q.n ?? o.n | q.n = o.n | log(q.n?.v) | if (q.n) q.n.v = V
    | log(o === q.n) | log(q) | Object.defineProperty(q, "d", { value: V, configurable: true, enumerable: true })
    | const { n: { v } = {} } = q; log(v) | log(map.get(1)?.n) | list[1] = q | log(list[1])`,
  list: `list.push(V) | log(list.pop()) | log(list.length) | list[0] = V | log(list[0]) | log([...list])
    | list.length = 1 | log(\`\${list}\`) | log([0].concat(list)) | for (const e of list) log(e) | list[1].v = V
    | log(list.at(-1)) | for (const e of list) { await null; log(e); } | const [, e] = list; log(e) | list.sort()`,
  entries: `map.set(V % 2, V) | log(map.get(1)) | log(map.has(0)) | map.delete(1) | log(map.size) | log([...map])
    | map.clear() | map.forEach((v, k) => log(k)) | set.add(V % 3) | set.delete(1) | log(set.has(1)) | log([...set])
    | weak.set(o, V) | log(weak.get(o)) | weak.delete(o)`,
  host: `bytes[0] = V | log(bytes[0]) | log(bytes[1]) | bytes.fill(V) | new Uint8Array(bytes.buffer)[1] = V
    | new DataView(bytes.buffer).setUint8(0, V) | date.setTime(V) | log(+date.getTime()) | pattern.test("aa")
    | log(pattern.lastIndex) | url.searchParams.set("a", V) | log(url.href) | url.hash = V | log(url.search)`,
  classes: `log(counters[0]()) | log(counters[1]()) | box.put(V) | log(box.get()) | box.twice = V | log(box.twice)
    | log(Box.made) | new Box() | log(steps.next().value)`,
  gate: `gate.then(() => { x = V; }) | gate.then((v) => log(v, x)) | release(V) | await gate; x += V
    | await gate; log(x) | await null; x = V | log(await (async () => gate)())`,
  outcome: `settle[0](V) | settle[1](V) | pending.then((v) => log(v), (e) => log(e))
    | try { log(await pending); } catch (e) { log(e); } | settle[0](gate) | release(V)`,
  combined: `parts[0].done[0](V) | parts[0].done[1](V) | parts[1].done[0](V) | parts[1].done[1](V)
    | await all.catch(() => {}); x = V | log(await race.catch((e) => e)) | log(await any.catch((e) => e.errors))`,
  shared: `under ??= gate.then(() => V); await under; x = V | log(under === undefined) | under = undefined | release(V)
    | under = under ?? gate; under.then(() => log(x)) | if (under) await under; log(V)`,
};

interface Run {
  readonly outcome: string;
  readonly accesses: readonly Accesses[];
  readonly digests: readonly string[];
  readonly state: string;
  readonly untracked: readonly string[];
}

/** Runs steps in an order, and says what each saw and what is left. */
async function run(steps: readonly (readonly string[])[], order: readonly number[]): Promise<Run> {
  const code = steps.map((pieces, step) => {
    const body = pieces.map((piece, index) => `{ ${piece.replaceAll('V', String(step * 10 + index + 2))} }`);
    return `async () => { const log = (...values) => console.log(${step}, JSON.stringify(values)); ${body.join('\n')} }`;
  });
  const logs: string[][] = steps.map(() => []);
  const log = (step: number, text: string): void => void logs[step]?.push(text);
  const program = new TrackedProgram(`${SHARED} return { dump: ${DUMP}, ...[${code}] };`, {
    console: { log },
    Date,
  });
  const accesses: Accesses[] = [];
  const digests: string[] = [];
  for (const step of order) {
    const recorded = await program.record(`step ${step}`, String(step));
    accesses[step] = recorded.accesses;
    digests[step] = recorded.readDigest;
  }
  const state = program.tracker.stateDigest();
  const outcome = JSON.stringify([logs, await program.exports.dump?.()]);
  return { outcome, accesses, digests, state, untracked: program.tracker.untrackedAtRuntime };
}

const programs = fc.subarray(Object.values(PIECES), { minLength: 1, maxLength: 2 }).chain((groups) => {
  const pieces = groups.flatMap((group) => group.split(/\s*\|\s*(?=[^|])(?<!\|\|\s*)/));
  return fc.array(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 3 }), {
    minLength: 3,
    maxLength: 3,
  });
});

describe('steps of generated programs', () => {
  it('commute if what they access says so', { timeout: 600_000 }, async () => {
    let commuting = 0;
    await fc.assert(
      fc.asyncProperty(programs, fc.boolean(), async (steps, before) => {
        const prefix = before ? [2] : [];
        const suffix = before ? [] : [2];
        const one = await run(steps, [...prefix, 0, 1, ...suffix]);
        const two = await run(steps, [...prefix, 1, 0, ...suffix]);
        if (one.untracked.length > 0 || two.untracked.length > 0) return;
        const [left, right] = [one.accesses[0], two.accesses[1]];
        if (left && right && independent(left, right)) {
          commuting += 1;
          expect(two).toEqual(one);
        }
        // Equal histories and equal versions mean equal states, whether steps commute or not.
        if (one.state === two.state && String(one.digests) === String(two.digests)) {
          expect(two.outcome).toBe(one.outcome);
        }
      }),
      { numRuns: Number(process.env.HEAP_TEST_RUNS ?? 400) },
    );
    expect(commuting).toBeGreaterThan(100);
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of programs.
import { describe, expect, it } from 'vitest';
import { compareOrders } from './compare-orders.ts';

/** What two actors share, what each does with it, and what is left. */
interface Case {
  readonly shared: string;
  readonly steps: readonly string[];
  readonly left?: string;
}

function programOf({ shared, steps, left = '0' }: Case): string {
  const actors = steps.map(
    (step, actor) =>
      `async () => { const log = (...v) => console.log(${actor}, JSON.stringify(v)); ${step} }`,
  );
  return `"use strict"; ${shared}; return { actors: [${actors}], dump: async () => JSON.stringify(${left}) };`;
}

/** What a variable of another actor holds, if it holds anything yet. */
const READ_LATE = 'await fetch(); try { log(see()); } catch (e) { log(e.name); }';

const both = (step: string): string[] => [step, step];

/** By what is shared. */
const CASES: Readonly<Record<string, readonly Case[]>> = {
  'an iterator or generator': [
    {
      shared: 'const g = (function* () { yield 1; yield 2; })()',
      steps: both('try { throw g; } catch ([a]) { log(a); }'),
    },
    { shared: 'const l = [undefined, 2]', steps: ['const [a = await fetch(), b] = l; log(b)', 'l[1] = 3'] },
    {
      shared: 'const g = (function* () { yield; yield 2; })()',
      steps: both('const [a = await fetch(), b] = g; log(a, b)'),
    },
    {
      shared: 'let n = 0; const s = new Set(), a = async () => { await fetch(); return n++; }',
      steps: ['s.add(a())', 's.add(a()); log(await Promise.race(s))', 'log(await Promise.all(s))'],
    },
    { shared: 'const g = (function* () { yield 1; yield 2; })()', steps: both('log([...g])') },
    { shared: 'const g = (function* () { yield 1; yield 2; })()', steps: both('const [a] = g; log(a)') },
    { shared: 'const g = (function* () { yield 1; yield 2; })()', steps: both('log(Math.max(...g))') },
    { shared: 'const g = (function* () { yield 1; })()', steps: both('log(Array.from(g))') },
    {
      shared: 'const g = (async function* () { yield 1; })()',
      steps: both('for await (const x of g) log(x)'),
    },
    { shared: 'const g = [1, 2].values()', steps: both('for (const x of g) { log(x); await fetch(); }') },
    { shared: 'const l = [1], g = l.values()', steps: ['log([...g])', 'l.push(2)'] },
    { shared: 'const g = new Map([[1, 2]]).keys()', steps: both('log(new Set(g).size)') },
    {
      shared: 'const g = (function* () { yield 1; })()',
      steps: both('log([...(function* () { yield* g; })()])'),
    },
  ],
  'a pattern that remembers where it stopped': [
    { shared: 'const r = /a/g', steps: both('log(r.test("a"))') },
    { shared: 'const r = /a/g, t = r.test.bind(r)', steps: both('log(t("a"))') },
    { shared: 'const r = /a/y', steps: both('log("aa".replace(r, "b"))') },
    { shared: 'const r = /a/g', steps: ['r.test("a")', 'log([..."aba".matchAll(r)].length)'] },
    { shared: 'const r = /a/y', steps: both('log(RegExp.prototype.test.call(r, "a"))') },
    {
      shared: 'const r = /a/g',
      steps: ['r.exec("a")', 'log("a".match(r)); log(r.lastIndex)'],
      left: 'r.lastIndex',
    },
  ],
  'a bound or borrowed method': [
    { shared: 'const m = new Map(), k = () => "set"', steps: ['m[k()](1, 1)', 'log([...m])'] },
    { shared: 'const m = new WeakMap(), o = {}', steps: ['m.set(o, 1)', 'log(m.get.call(m, o))'] },
    { shared: 'const m = new WeakMap(), o = {}', steps: ['m.set(o, 1)', 'log(m.get.apply(m, [o]))'] },
    {
      shared: 'const m = new WeakMap([[{}, 0]]), o = {}',
      steps: ['m.set.call(m, o, 1)', 'log(m.has(...[o]))'],
    },
    {
      shared: 'const d = new Date(0)',
      steps: ['d.setTime(1)', 'log(Array.prototype.slice.call([1, 2], 0, d))'],
    },
    { shared: 'const d = new Date(0)', steps: ['d.setTime(1)', 'log([].slice.apply([1, 2], [0, d]))'] },
    { shared: 'const a = [[1]]', steps: ['a[0].push(2)', 'log(Array.prototype.join.call(a))'] },
    { shared: 'const a = [1]', steps: ['a.push(2)', 'log(Array.prototype.concat.call([], 0, a))'] },
    { shared: 'const a = [1]', steps: ['a.push(2)', 'log(Array.prototype.concat.call({}, a).length)'] },
    { shared: 'const a = [1], k = () => "concat"', steps: ['a.push(2)', 'log([][k()](a))'] },
    { shared: 'const m = new Map()', steps: ['const { set } = m; m.put = set; m.put(1, 1)', 'log([...m])'] },
    { shared: 'const a = []', steps: ['a.push.call(a, await fetch())', 'a.push(2)'], left: 'a' },
    { shared: 'const a = [], push = a.push.bind(a)', steps: ['push(1)', 'push(2)'], left: 'a' },
    { shared: 'const m = new Map(), set = m.set.bind(m, "k")', steps: ['set(1)', 'set(2)'], left: '[...m]' },
    { shared: 'const a = []', steps: ['Reflect.apply(a.push, a, [1])', 'a.push(2)'], left: 'a' },
    { shared: 'const s = new Set()', steps: ['const { add } = s; add.call(s, 1)', 'log([...s])'] },
    {
      shared: 'const a = [], call = Function.prototype.call.bind(Array.prototype.push)',
      steps: ['call(a, 1)', 'call(a, 2)'],
      left: 'a',
    },
  ],
  'what an object is turned into': [
    { shared: 'const d = new Date(0)', steps: ['d.setTime(5)', 'log(`${d}`.length > 0, +d)'] },
    { shared: 'const d = new Date(0)', steps: ['d.setTime(5)', 'log(d < 3)'] },
    { shared: 'const d = new Date(0)', steps: ['d.setTime(5)', 'log(d - 1)'] },
    { shared: 'const a = [1]', steps: ['a.push(2)', 'log(a + "")'] },
    { shared: 'const a = [[1]]', steps: ['a[0].push(2)', 'log(a == "1")'] },
    { shared: 'const a = [1]', steps: ['a.push(2)', 'log({ 1: "one" }[a])'] },
    { shared: 'const a = [1]', steps: ['a.push(2)', 'log("x".replace("x", a))'] },
    { shared: 'const a = [1]', steps: ['a.push(2)', 'log(String.raw`${a}`)'] },
    { shared: 'const a = [1]', steps: ['a.push(2)', 'log((0, String)(a))'] },
    { shared: 'const u = new URL("http://h/")', steps: ['u.hash = "x"', 'log(`${u}`)'] },
    { shared: 'const u = new URL("http://h/?a=1")', steps: ['u.searchParams.set("a", 2)', 'log("" + u)'] },
    { shared: 'const o = { n: 1, valueOf() { return this.n; } }', steps: ['o.n = 2', 'log(o * 3)'] },
    { shared: 'const o = { toString: () => "a" }', steps: ['o.toString = () => "b"', 'log(String(o))'] },
    {
      shared: 'const o = { toJSON() { return p; } }, p = { x: 1 }',
      steps: ['p.x = 2', 'log(JSON.stringify([o]))'],
    },
    {
      shared: 'const p = { x: 1 }, o = { get q() { return p; } }',
      steps: ['p.x = 2', 'log(JSON.stringify(o))'],
    },
  ],
  'bytes, and what decodes them': [
    {
      shared: 'const d = new TextDecoder()',
      steps: [
        'log(d.decode(new Uint8Array([226, 130]), { stream: true }))',
        'log(d.decode(new Uint8Array([172]), { stream: true }))',
      ],
    },
    { shared: 'const b = new Uint8Array(1)', steps: ['new TextEncoder().encodeInto("a", b)', 'log(b[0])'] },
    { shared: 'const b = new Uint8Array(1)', steps: ['crypto.getRandomValues(b)', 'log([...b])'] },
    {
      shared: 'const b = new Uint8Array(1), c = crypto',
      steps: ['c.getRandomValues(b)', 'log(new TextDecoder().decode(b))'],
    },
    {
      shared: 'const b = new Uint8Array(1)',
      steps: [
        'new DataView(b.buffer).setInt8(0, 5)',
        'log(b.buffer.slice(0).byteLength, new Uint8Array(b.buffer.slice(0))[0])',
      ],
    },
  ],
  'an object that a constructor gives back': [
    {
      shared: 'const o = {}; class B { constructor() { return o; } } class D extends B { x = 1; }',
      steps: ['new D()', 'log(o.x)'],
    },
    {
      shared:
        'const o = {}; class B { constructor() { return o; } } class D extends B { constructor(x) { super(); this.x = x; } }',
      steps: ['new D(1)', 'new D(2)'],
      left: 'o',
    },
    {
      shared:
        'const o = {}; class B { constructor() { return o; } } class D extends B { #p = 1; static has(v) { return #p in v; } }',
      steps: ['new D()', 'log(D.has(o))'],
    },
    {
      shared:
        'const o = {}; function B() { return o; } class D extends B { static make() { return new this(); } x = 1; y = () => 1; }',
      steps: ['D.make()', 'log(Object.keys(o))'],
    },
    ...['f = 1', 'f = () => 1', '#f = () => 1; g = 2', 'f', '"f-g" = class {}', '["f"] = () => 1'].map(
      (fields) => ({
        shared: `const o = {}; class B { constructor() { return o; } } class D extends B { ${fields}; }`,
        steps: ['Object.preventExtensions(o)', 'try { new D(); } catch (e) { log("no"); }'],
      }),
    ),
  ],
  'a variable that starts empty': [
    ...['const x = 1', 'let x', 'let x = 1', 'var x = 1', 'const { x } = { x: 1 }', 'class x {}'].map(
      (late) => ({
        shared: 'let see = () => 0',
        steps: [`see = () => x; await fetch(); ${late};`, READ_LATE],
      }),
    ),
    { shared: 'let see = () => 0', steps: ['see = () => typeof x; await fetch(); const x = 1;', READ_LATE] },
    { shared: 'let see = () => 0', steps: ['see = () => x; const x = await fetch();', READ_LATE] },
    {
      shared: 'let see = () => 0',
      steps: ['see = look; await fetch(); const x = 1; function look() { return x; }', READ_LATE],
    },
    { shared: 'let see = () => 0', steps: ['see = () => x++; await fetch(); let x = 1; log(x)', READ_LATE] },
    {
      shared: 'let see = () => 0',
      steps: ['see = () => { x = 5; }; await fetch(); let x = 1; await fetch(); log(x)', READ_LATE],
    },
    {
      shared: 'let see = () => 0',
      steps: ['see = () => { x = () => 5; }; await fetch(); let x; await fetch(); log(typeof x)', READ_LATE],
    },
    {
      shared: 'let see = () => 0',
      steps: ['see = () => { [x] = [5]; }; await fetch(); let x = 1; await fetch(); log(x)', READ_LATE],
    },
    {
      shared: 'let see = () => 0',
      steps: ['for (let i = 0; i < 2; i++) { see = () => x; await fetch(); const x = i; }', READ_LATE],
    },
    { shared: 'let see = () => 0', steps: ['see = () => x; const [y = await fetch(), x] = [];', READ_LATE] },
    {
      shared: 'let see = () => 0; const g = (function* () { see = () => x; yield; const x = 1; yield; })()',
      steps: ['g.next(); await fetch(); g.next();', READ_LATE],
    },
  ],
  'a function that does not inherit from functions': [
    ...['call(0)', 'apply(0, [])', 'bind(0)()', 'call()', 'call?.(0)'].map((how) => ({
      shared: 'const f = () => 1',
      steps: [`f.${how.replace(/\W.*/, '')} = () => () => 2`, `log(String(f.${how}))`],
    })),
    { shared: 'let n = 0; const l = [Object.setPrototypeOf(() => n++, null)]', steps: both('log(l[0]?.())') },
    {
      shared: 'let n = 0; const o = { f: Object.setPrototypeOf(() => n++, null) }',
      steps: both('log(o.f?.())'),
    },
    {
      shared: 'let n = 0; const l = [Object.assign(() => n++, { call: () => 9 })], k = 0',
      steps: both('log(l[k]?.())'),
    },
    {
      shared: 'let n = 0; const f = Object.setPrototypeOf(() => n++, null)',
      steps: both('log(f?.(), [1].map(f), Reflect.apply(f, 0, []))'),
    },
  ],
  'a function of the host under another name': [
    { shared: 'const o = { a: 1 }, k = () => "keys"', steps: ['o.b = 1', 'log(Object[k()](o))'] },
    { shared: 'const d = new Date(0), k = () => "max"', steps: ['d.setTime(5)', 'log(Math[k()](d, 1))'] },
    { shared: 'const d = new Date(0), l = [Number]', steps: ['d.setTime(5)', 'log(l[0](d))'] },
    { shared: 'const d = new Date(0), S = String', steps: ['d.setTime(5e9)', 'log(S(d))'] },
    { shared: 'const d = new Date(0), N = Number', steps: ['d.setTime(5)', 'log(N(d))'] },
    { shared: 'const d = new Date(0), f = { n: Number }', steps: ['d.setTime(5)', 'log((0, f.n)(d))'] },
    { shared: 'const d = new Date(0), S = String', steps: ['d.setTime(5e9)', 'log([d].map(S))'] },
    { shared: 'const d = new Date(0), N = Number', steps: ['d.setTime(5)', 'log(N?.(d))'] },
    { shared: 'const d = new Date(0), N = Number', steps: ['d.setTime(5)', 'log(N.call(null, d))'] },
    { shared: 'const d = new Date(0), N = Number.bind(null)', steps: ['d.setTime(5)', 'log(N(d))'] },
    { shared: 'const d = new Date(0)', steps: ['d.setTime(5)', 'log(Reflect.apply(Number, null, [d]))'] },
    { shared: 'const d = new Date(0), M = Math', steps: ['d.setTime(5)', 'log(M.max(d, 1))'] },
    { shared: 'const d = new Date(0), D = Date', steps: ['d.setTime(5)', 'log(new D(d).getTime())'] },
    { shared: 'const o = { a: 1 }, { keys } = Object', steps: ['o.b = 1', 'log(keys(o))'] },
    { shared: 'const o = { a: 1 }, O = Object', steps: ['o.b = 1', 'log(O.values(o))'] },
    { shared: 'const o = { a: 1 }, O = Object', steps: ['o.b = 1', 'log(O?.getOwnPropertyNames(o))'] },
    { shared: 'const o = {}, { assign } = Object', steps: ['assign(o, { a: 1 })', 'log(o.a)'] },
    { shared: 'const o = {}, R = Reflect', steps: ['R.set(o, "a", 1)', 'log(o.a)'] },
    { shared: 'const o = { a: [1] }, J = JSON', steps: ['o.a.push(2)', 'log(J.stringify(o))'] },
    { shared: 'const a = [1], { from } = Array', steps: ['a.push(2)', 'log(from(a))'] },
    {
      shared: 'let n = 0; const P = Promise, a = async (v) => { await fetch(); n = v; return v; }',
      steps: ['log(await P.race([a(1), a(2)]))', 'log(await P.any([a(3), a(4)]))'],
      left: 'n',
    },
  ],
  'what a method of a built-in object is given': [
    { shared: 'const d = new Date(0)', steps: ['d.setTime(1)', 'log([1, 2].slice(0, d))'] },
    { shared: 'const d = new Date(0)', steps: ['d.setTime(1)', 'log([1, 2].at(d))'] },
    { shared: 'const d = new Date(0)', steps: ['d.setTime(1)', 'log([1, 2, 1].indexOf(1, d))'] },
    { shared: 'const d = new Date(0), a = [1, 2]', steps: ['d.setTime(1)', 'a.splice(0, d)'], left: 'a' },
    { shared: 'const d = new Date(0), e = new Date(0)', steps: ['d.setTime(9)', 'log(e.setHours(1, d))'] },
    { shared: 'const a = [1]', steps: ['a.push(2)', 'log([0, 1].join(a))'] },
    {
      shared: 'const a = [1], u = new URLSearchParams()',
      steps: ['a.push(2)', 'u.set("a", a); log(`${u}`)'],
    },
    { shared: 'const l = [1]', steps: ['l.push(2)', 'log([0].flatMap(() => l))'] },
    { shared: 'const o = { l: [1] }', steps: ['o.l.push(2)', 'log([o].flatMap((x) => x.l))'] },
    {
      shared: 'const o = { l: [1] }',
      steps: ['o.l.push(2)', 'log([o, o].flatMap(({ l }) => l, await fetch()))'],
    },
    {
      shared: 'const m = new Map(), has = m.has',
      steps: ['m.set(1, 1)', 'log([1].some(has, m))'],
    },
    { shared: 'const s = new Set(), has = s.has', steps: ['s.add(1)', 'log([1].filter(has, s))'] },
    { shared: 'const m = new Map(), { get } = m', steps: ['m.set(1, 1)', 'log(Array.from([1], get, m))'] },
  ],
  'a description of properties': [
    { shared: 'const e = { value: 1 }', steps: ['e.value = 2', 'log(Object.defineProperty({}, "p", e).p)'] },
    {
      shared: 'const e = { value: 1 }',
      steps: ['e.value = 2', 'const o = {}; Reflect.defineProperty(o, "p", e); log(o.p)'],
    },
    {
      shared: 'const e = { value: 1 }',
      steps: ['e.value = 2', 'log(Object.defineProperties({}, { p: e }).p)'],
    },
    { shared: 'const e = { value: 1 }', steps: ['e.value = 2', 'log(Object.create(null, { p: e }).p)'] },
    {
      shared: 'const e = { value: 1 }',
      steps: ['e.value = 2', 'const { defineProperty } = Object; log(defineProperty({}, "p", e).p)'],
    },
    {
      shared: 'const g = { p: { value: 1 } }',
      steps: ['g.p = { value: 2 }', 'log(Object.create(null, g).p)'],
    },
    {
      shared: 'const g = { p: { value: 1 } }',
      steps: ['g.p.value = 2', 'log(Object.defineProperties({}, g).p)'],
    },
    {
      shared: 'const e = { value: 1 }, g = { get p() { return e; } }',
      steps: ['e.value = 2', 'log(Object.create(null, g).p)'],
    },
  ],
  'a pair within a list': [
    {
      shared: 'const e = ["a", 1], m = new Map([[1, e]])',
      steps: ['e[1] = 2', 'log(Object.fromEntries([e]))'],
    },
    {
      shared: 'const e = ["a", 1], m = new Map([[1, e]])',
      steps: ['e[1] = 2', 'log(Object.fromEntries(m.values()))'],
    },
    {
      shared: 'const e = ["a", 1], m = new Map([[1, e]])',
      steps: ['e[1] = 2', 'log([...new Map(m.values())])'],
    },
    {
      shared: 'const e = ["a", 1], m = new Map([[1, e]])',
      steps: ['e[1] = 2', 'const M = Map; log([...new M([e])])'],
    },
    {
      shared: 'const e = ["a", 1], m = new Map([[1, e]])',
      steps: ['e[1] = 2', 'const M = Map; log([...new M(m.values())])'],
    },
    {
      shared: 'const e = ["a", 1], m = new Map([[1, e]])',
      steps: ['e[1] = 2', 'const l = [[e]]; log([...new { M: Map }.M(...l)])'],
    },
    {
      shared: 'const e = ["a", 1], m = new Map([[1, e]])',
      steps: ['e[1] = 2', 'class M extends Map {} log([...new M([e])])'],
    },
    {
      shared: 'const e = ["a", 1], m = new Map([[1, e]])',
      steps: ['e[1] = 2', 'class M extends Map { constructor(l) { super(l); } } log([...new M([e])])'],
    },
    {
      shared: 'const e = ["a", 1], m = new Map([[1, e]])',
      steps: ['e[1] = 2', 'const U = URLSearchParams; log(String(new U([e])))'],
    },
    {
      shared: 'const e = ["a", 1], g = function* () { yield e; }',
      steps: ['e[1] = 2', 'log(Object.fromEntries(g()))'],
    },
    {
      shared: 'const e = ["a", 1], g = function* () { yield e; }',
      steps: ['e[1] = 2', 'log([...new Map(g())])'],
    },
  ],
  'an object used as a key': [
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1, b: 2 }',
      steps: ['k.toString = () => "b"', 'log(Reflect.get(o, k))'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1, b: 2 }',
      steps: ['k.toString = () => "b"', 'Reflect.set(o, k, 7); log(o)'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1, b: 2 }',
      steps: ['k.toString = () => "b"', 'Object.defineProperty(o, k, { value: 8 }); log(o)'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1, b: 2 }',
      steps: ['k.toString = () => "b"', 'Reflect.deleteProperty(o, k); log(o)'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1, b: 2 }',
      steps: ['k.toString = () => "b"', 'const { [k]: v } = o; log(v)'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1, b: 2 }',
      steps: ['k.toString = () => "b"', 'log({ [k]: 1 })'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1, b: 2 }',
      steps: ['k.toString = () => "b"', 'log(Object.keys({ [k]() {} }))'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1, b: 2 }',
      steps: ['k.toString = () => "b"', 'class C { static [k] = 1; } log(Object.getOwnPropertyNames(C))'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1, b: 2 }',
      steps: ['k.toString = () => "b"', 'log(Object.getOwnPropertyDescriptor(o, k))'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1, b: 2 }',
      steps: ['k.toString = () => "b"', 'log(Object.fromEntries([[k, 1]]))'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1 }',
      steps: ['k.toString = () => "b"', 'log(Object.hasOwn(o, k))'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1 }',
      steps: ['k.toString = () => "b"', 'log(Reflect.has(o, k))'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1 }',
      steps: ['k.toString = () => "b"', 'log(o.hasOwnProperty(k))'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1 }',
      steps: ['k.toString = () => "b"', 'log(Object.prototype.hasOwnProperty.call(o, k))'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1 }',
      steps: ['log(o.a)', 'Reflect.set(o, k, 2)'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1 }',
      steps: ['log(o.a)', 'Reflect.deleteProperty(o, k)'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1 }',
      steps: ['log(o.a)', 'Object.defineProperty(o, k, { value: 2 })'],
    },
    {
      shared: 'const k = { toString: () => "a" }, o = { a: 1 }',
      steps: ['o.a = 2', 'log(Reflect.get(o, k))'],
    },
  ],
  'what else the host reads of an object': [
    { shared: 'const e = { raw: ["a", "b"] }', steps: ['e.raw = ["c"]', 'log(String.raw(e, 1))'] },
    { shared: 'const e = { raw: ["a", "b"] }', steps: ['e.raw[0] = "c"', 'log(String.raw(e, 1))'] },
    { shared: 'function f() {} const o = new f()', steps: ['f.prototype = {}', 'log(o instanceof f)'] },
    {
      shared: 'const f = { [Symbol.hasInstance]: () => true }',
      steps: ['f[Symbol.hasInstance] = () => false', 'log({} instanceof f)'],
    },
    { shared: 'const t = {}', steps: ['t.then = (f) => f(2)', 'log(await t)'] },
    {
      shared: 'const b = { 0: 1, length: 1 }, o = Object.create(b)',
      steps: ['b[0] = 2', 'log(Array.from(o))'],
    },
    { shared: 'const s = ["1"]', steps: ['s[0] = "2"', 'log(JSON.parse(s))'] },
    {
      shared: 'const s = Object("x")',
      steps: ['s.toString = () => "y"', 'log(JSON.stringify([1], null, s))'],
    },
    {
      shared: 'const p = { v: 1 }, r = (k, v) => (k === "0" ? p : v)',
      steps: ['p.v = 2', 'log(JSON.stringify([1], r))'],
    },
    {
      shared: 'const n = { valueOf: () => 1 }',
      steps: ['n.valueOf = () => -2', 'log([3, 1].sort(() => n))'],
    },
    {
      shared: 'const n = { valueOf: () => 1 }',
      steps: ['n.valueOf = () => 2', 'log(Array.from({ length: n }))'],
    },
    { shared: 'const n = { valueOf: () => 1 }', steps: ['n.valueOf = () => 2', 'log(Math.max(...[n]))'] },
    {
      shared: 'const n = { valueOf: () => 1 }',
      steps: ['n.valueOf = () => 2', 'const b = new Uint8Array(1); b[0] = n; log(b)'],
    },
    { shared: 'const n = { valueOf: () => 1 }', steps: ['n.valueOf = () => 2', 'log((1.2345).toFixed(n))'] },
    {
      shared: 'const n = { valueOf: () => 1 }',
      steps: ['n.valueOf = () => 2', 'const D = Date; log(new D(2000, n).getTime())'],
    },
    { shared: 'const a = [1]', steps: ['a.push(2)', 'log("a".replace("a", () => a))'] },
    {
      shared: 'const e = { cause: 1 }',
      steps: ['e.cause = 2', 'class X extends Error {} log(new X("a", e).cause)'],
    },
    { shared: 'const e = new Error("a")', steps: ['e.message = "b"', 'log(e.toString())'] },
    {
      shared: 'const e = { numeric: true }',
      steps: ['e.numeric = false', 'log("a10".localeCompare("a2", "en", e))'],
    },
    { shared: 'const p = /a/', steps: ['p.exec = () => null', 'log(p.test("a"))'] },
  ],
  'text that is an object': [
    { shared: 'const t = Object("ab")', steps: ['t.toString = () => "c"', 'log(t.trim())'] },
    { shared: 'const t = Object("ab")', steps: ['t.toString = () => "c"', 'log(t.at(0))'] },
    { shared: 'const t = Object("ab")', steps: ['t.toString = () => "c"', 'log(t?.slice(0, 1))'] },
    { shared: 'const t = Object("ab")', steps: ['t.toString = () => "c"', 'log(t.trim(await fetch()))'] },
    { shared: 'const t = new String("ab")', steps: ['t.toString = () => "c"', 'log(t.replace("a", "b"))'] },
    {
      shared: 'const t = { toString: () => "a" }',
      steps: ['t.toString = () => "b"', 'log("".trim.call(t))'],
    },
  ],
  'the body of a response': [
    { shared: 'const r = new Response("1")', steps: both('log(await r.json())') },
    { shared: 'const r = new Response("1")', steps: ['await r.text()', 'log(await r.clone().text())'] },
    { shared: 'const r = new Response("1")', steps: ['await r?.blob()', 'log(await r.arrayBuffer())'] },
  ],
  'a promise of a class of its own': [
    {
      shared: 'let go; class P extends Promise {} const p = new P((ok) => { go = ok; })',
      steps: ['go(1); log(await p)', 'go(2)'],
    },
    {
      shared: 'let go, no; class P extends Promise {} const p = new P((ok, fail) => { go = ok; no = fail; })',
      steps: ['go(1)', 'no(2); log(await p)'],
    },
    {
      shared:
        'let go; class P extends Promise { constructor(f) { super(f); } } const p = new P((ok) => { go = ok; })',
      steps: ['go(1)', 'go(2); log(await p)'],
    },
  ],
  super: [
    {
      shared: 'class B { static x = 1; } class D extends B { static get() { return super.x; } }',
      steps: ['B.x = 2', 'log(D.get())'],
    },
    {
      shared: 'const b = { x: 1 }; const o = { __proto__: b, get() { return super.x; } }',
      steps: ['b.x = 2', 'log(o.get())'],
    },
    {
      shared: 'const b = {}; const o = { __proto__: b, set(v) { super.x = v; } }',
      steps: ['o.set(1)', 'log(o.x)'],
    },
    {
      shared: 'const b = { m: () => 1 }; const o = { __proto__: b, call() { return super.m(); } }',
      steps: ['b.m = () => 2', 'log(o.call())'],
    },
  ],
  'a prototype': [
    { shared: 'const o = {}', steps: ['o.__proto__ = { x: 1 }', 'log(o.x)'] },
    { shared: 'const o = {}', steps: ['o["__proto__"] = { x: 1 }', 'log("x" in o)'] },
    { shared: 'const b = { x: 1 }', steps: ['b.x = 2', 'log({ __proto__: b }.x)'] },
    { shared: 'const b = { x: 1 }', steps: ['b.x = 2', 'log(Object.create(b).x)'] },
    {
      shared: 'const b = { x: 1 }, o = { __proto__: b }',
      steps: ['delete b.x', 'for (const k in o) log(k)'],
    },
    { shared: 'const b = { x: 1 }; function F() {} F.prototype = b', steps: ['b.x = 2', 'log(new F().x)'] },
  ],
  'a property that is added, closed up or deleted': [
    { shared: 'const o = {}', steps: ['o.__defineGetter__("x", () => 1)', 'log(o.x)'] },
    {
      shared: 'const o = {}',
      steps: ['Object.prototype.__defineGetter__.call(o, "x", () => 1)', 'log(o.x)'],
    },
    { shared: 'const o = { p: 1 }', steps: ['delete o?.p', 'log(o.p)'] },
    { shared: 'const o = { n: { p: 1 } }', steps: ['delete o?.n.p', 'log(o.n.p)'] },
    { shared: 'const o = { n: { p: 1 } }, k = "p"', steps: ['delete o.n?.[k]', 'log(o)'] },
    {
      shared: 'const o = { p: 1 }',
      steps: ['Object.seal(o)', 'try { delete o.p; } catch (e) { log("no"); }'],
    },
    {
      shared: 'const o = { p: 1 }',
      steps: ['Object.freeze(o)', 'try { o.p = 2; } catch (e) { log("no"); }'],
    },
    {
      shared: 'const o = {}',
      steps: ['Object.preventExtensions(o)', 'try { o.p++; } catch (e) { log("no"); }'],
    },
    { shared: 'const o = { p: 1 }', steps: ['delete o.p', 'log(Reflect.apply(o.hasOwnProperty, o, ["p"]))'] },
    {
      shared: 'const o = new URLSearchParams()',
      steps: ['o.append("a", 1)', 'const { size } = o; log(size)'],
    },
    { shared: 'const o = {}', steps: ['Reflect.set(o, "p", 1)', 'log(Reflect.get(o, "p"))'] },
    { shared: 'const o = {}', steps: ['Error.captureStackTrace(o)', 'log("stack" in o)'] },
    {
      shared: 'const o = {}',
      steps: ['Error.captureStackTrace(o)', 'log(Object.keys(o).length, Object.hasOwn(o, "stack"))'],
    },
    {
      shared: 'const b = { p: 1 }, o = Object.create(b)',
      steps: ['Object.freeze(b)', 'try { o.p = 2; } catch (e) { log("no"); }'],
    },
    {
      shared: 'const b = { p: 1 }, o = Object.create(b)',
      steps: [
        'Object.defineProperty(b, "p", { writable: false })',
        'try { o.p++; } catch (e) { log("no"); }',
      ],
    },
    // Whoever closes up what is closed already does nothing, but because it is.
    ...['freeze', 'seal', 'preventExtensions'].map((close) => ({
      shared: 'const o = {}; let y = 0',
      steps: [
        `Object.${close}(o); y = 1`,
        `Object.${close}(o)`,
        'try { o.p = 1; log("yes", y); } catch (e) { log("no", y); }',
      ],
    })),
  ],
};

describe.each(Object.entries(CASES))('actors that share %s', (_, cases) => {
  it.each(cases)('are searched in all orders that matter, or it is said: $shared, $steps', async (each) => {
    const compared = await compareOrders(programOf(each));

    expect(compared?.outcomes).toBeGreaterThan(1);
    expect(compared?.different).toEqual([]);
    if (compared?.declared.length === 0) expect(compared.missing).toEqual([]);
  });
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of programs.
import fc from 'fast-check';
import { hostCall, PLACES } from './host-calls.ts';
import { THINGS, type Thing } from './things.ts';

type Text = fc.Arbitrary<string>;

/** Ways to get at a thing that is called `s` in a program: all give the same object. */
const REACHES = [
  'S',
  'S',
  'S',
  'box.S',
  'box["S"]',
  '(box?.S)',
  'held.get("S")',
  'row.at(0)',
  'row[0]',
  'take()',
  'keeper.it',
  'shade.it',
  '(({ S }) => S)(box)',
  '(([x]) => x)(row)',
  '[...row][0]',
  '(S ?? 0)',
  '(0, S)',
  'Object.values(box)[0]',
];

/** Ways to call a method: `IT` has it, `M` is its name, `P` the prototype that it is of, `A` are the arguments. */
const CALLS = [
  'IT.M(A)',
  'IT.M(A)',
  'IT.M(A)',
  'IT?.M(A)',
  'IT?.[key("M")](A)',
  'IT.M?.(A)',
  'IT["M"](A)',
  'IT[key("M")](A)',
  'IT.M.bind(IT)(A)',
  'IT.M.call(IT, A)',
  'IT.M.apply(IT, [A])',
  'Reflect.apply(IT.M, IT, [A])',
  'bound_M(A)',
  'IT.M(...[A])',
  '[A].map((x) => IT.M(x))[0]',
  '(await turn(), IT).M(A)',
  'IT.M(await turn(), A)',
  'class T { static f = IT.M(A); } LOG(T.f)',
];

/** The same in ways that are said not to be followed, for most methods: programs with one of these test little. */
const UNFOLLOWED_CALLS = [
  'const f = IT.M; LOG(f.call(IT, A))',
  'const { M: f } = IT; LOG(f.call(IT, A))',
  'borrowed_M.call(IT, A)',
  'Function.prototype.call.call(IT.M, IT, A)',
  'taken_M.bind(IT)(A)',
  'IT.other = IT.M; LOG(IT.other(A))',
  'IT.M?.call(IT, A)',
];

/** Expressions that turn something into a primitive, or use it as one. */
const CONVERSIONS = [
  '`${IT}`',
  'IT + ""',
  '"" + IT',
  '1 + IT',
  '+IT',
  '-IT',
  '~IT',
  'IT - 0',
  '0 - IT',
  'IT * 1',
  'IT / 1',
  'IT % 7',
  'IT ** 1',
  'IT | 0',
  'IT & 255',
  'IT >> 0',
  'IT < 5',
  '5 > IT',
  'IT <= "b"',
  'IT >= 1',
  'IT == 1',
  '"1" == IT',
  'IT != "a"',
  'String(IT)',
  'Number(IT)',
  'isNaN(IT)',
  'parseInt(IT)',
  'Math.max(IT, 0)',
  '({ 1: "one", a: "A" })[IT]',
  'IT in K',
  'K[IT]',
  '"abc".concat(IT)',
  '"a1".includes(IT)',
  '"a".padEnd(3, IT)',
  '[IT].join()',
  '[IT, IT] + ""',
  'JSON.stringify(IT)',
  'JSON.stringify({ v: IT })',
  'JSON.stringify([IT], null, 1)',
  'text(structuredClone(IT))',
  'encodeURIComponent(IT)',
  'new Date(IT).getTime()',
  '(IT, String)(IT)',
  'String.raw`${IT}`',
  'new Map([[String(IT), 1]]).has("1")',
  'Object.is(IT, IT)',
  'typeof IT',
  '`a${await turn()}` + IT',
  'IT + await turn()',
  'IT < await turn()',
  'switched(`${IT}`)',
  'Symbol(IT).description',
  'BigInt(IT)',
  '((t) => t.raw.length)`${IT}`',
  'IT instanceof Object',
  'Object.prototype.toString.call(IT)',
  '"x".split(IT)',
  '"abab".replace("a", IT)',
  '"aXa".localeCompare(IT)',
  '"ab".repeat(IT % 3)',
];

/** Expressions that go through what a thing contains. */
const ITERATIONS = [
  '[...IT]',
  '[0, ...IT]',
  'count(...IT)',
  'new Array(...IT)',
  'Array.from(IT)',
  'Array.from(IT, (x) => x)',
  'new Map(IT)',
  'new Set(IT)',
  'Object.fromEntries(IT)',
  'Math.max(...IT)',
  'new Uint8Array(IT)',
  '((a, b) => [a, b])(...IT)',
  '(([a]) => a)(IT)',
  '(([a, ...r]) => r)(IT)',
  'await Promise.all(IT)',
  '[...(function* () { yield* IT; })()]',
  'Object.entries(IT)',
  'Object.keys(IT)',
  'Object.values(IT)',
  '({ ...IT })',
  'Array.prototype.concat.call([], IT)',
  '[].concat(IT)',
  'Array.prototype.slice.call(IT)',
  'String.fromCharCode(...IT)',
  'Object.getOwnPropertyNames(IT)',
  'Reflect.ownKeys(IT)',
  'Object.isFrozen(IT)',
  'Object.isExtensible(IT)',
  'Object.getOwnPropertyDescriptors(IT)',
  'JSON.stringify({ ...IT })',
  'IT.length',
  'IT.size',
];

/** The same as statements. */
const LOOPS = [
  'for (const e of IT) { LOG(e) }',
  'for (const e of IT) { LOG(e); break; }',
  'out: for (const e of IT) { for (const d of IT) { LOG(d); continue out; } }',
  'for (const e of IT) { await turn(); LOG(e) }',
  'for await (const e of IT) { LOG(e) }',
  'for (const k in IT) { LOG(k) }',
  'const [a, b] = IT; LOG([a, b])',
  'const [, ...r] = IT; LOG(r)',
  'const { length, size } = IT; LOG([length, size])',
  'let a; [a] = IT; LOG(a)',
  'let a; [a, ...a] = IT; LOG(a)',
  'const { ...c } = IT; LOG(c)',
  'for (const [a] of [IT]) LOG(a);',
  'try { throw IT; } catch ([a]) { LOG(a) }',
  'const [a = await turn()] = IT; LOG(a)',
  'let [a, b = a] = IT; a = V; LOG([a, b])',
  'const f = function* () { const got = yield* IT; LOG(got); }; for (const e of f()) LOG(e);',
  'const i = IT[Symbol.iterator](); LOG(i.next()); await turn(); LOG(i.next())',
  'const i = IT.entries(); LOG(i.next()); await turn(); LOG(i.next())',
  'IT.forEach((e) => LOG(e));',
];

/** Reads of a property that is called `N`. */
const READS = [
  'IT.N',
  'IT?.N',
  'IT["N"]',
  'IT[key("N")]',
  '"N" in IT',
  'Object.hasOwn(IT, "N")',
  'IT.hasOwnProperty("N")',
  'Reflect.get(IT, "N")',
  '(({ N = 5 }) => N)(IT)',
  'Object.getOwnPropertyDescriptor(IT, "N")',
  'IT.propertyIsEnumerable("N")',
  'Object.create(IT).N',
  '({ __proto__: IT }).N',
  'Reflect.has(IT, "N")',
  'IT?.["N"]?.c',
  'Object.assign({}, IT).N',
  '({ ...IT }).N',
  'Object.entries(IT).length',
  'JSON.stringify(IT)',
  'Object.prototype.hasOwnProperty.call(IT, "N")',
  'IT.__proto__?.N',
];

const UNFOLLOWED_READS = ['IT.__lookupGetter__("N")', 'Reflect.getOwnPropertyDescriptor(IT, "N")'];

const WRITES = [
  'IT.N = V;',
  'IT["N"] = V;',
  'IT[key("N")] = V;',
  'IT.N += V;',
  'IT.N++;',
  '--IT[key("N")];',
  'IT.N ??= V;',
  'IT.N ||= V;',
  'IT.N &&= V;',
  'delete IT.N;',
  'delete IT?.N;',
  'delete IT[key("N")];',
  'delete IT?.["N"];',
  '({ v: IT.N } = { v: V });',
  '[IT.N] = [V];',
  '[...IT.N] = [V];',
  'for (IT.N of [V]);',
  '({ ...IT.N } = { v: V });',
  'Object.assign(IT, { N: V });',
  'Object.defineProperty(IT, "N", { value: V, configurable: true, writable: true, enumerable: true });',
  'Object.defineProperties(IT, { N: { value: V, configurable: true } });',
  'Reflect.set(IT, "N", V);',
  'Reflect.deleteProperty(IT, "N");',
  'Reflect.defineProperty(IT, "N", { get: () => V, configurable: true });',
  'Object.freeze(IT);',
  'Object.seal(IT);',
  'Object.preventExtensions(IT);',
  'Reflect.preventExtensions(IT);',
  'LOG(Object.isExtensible(Object.preventExtensions(IT)));',
  'Object.freeze(IT.N);',
  'Object.defineProperty(IT, "N", { writable: false });',
  'IT.N = await turn();',
  'IT[(await turn(), "N")] = V;',
  'const o = { set x(v) { IT.N = v; } }; o.x = V;',
  '(() => { IT.N = V; })();',
  'Object.create(IT).N = V;',
  'class W { static { IT.N = V; } }',
  'IT.N = fn(() => V);',
  'IT.N = K;',
];

const UNFOLLOWED_WRITES = [
  'IT.__defineGetter__("N", () => V);',
  'Object.prototype.__defineSetter__.call(IT, "N", () => {});',
  'IT.__proto__ = K;',
  'IT["__proto__"] = { N: V };',
  'Object.setPrototypeOf(IT, { N: V });',
  'Reflect.setPrototypeOf(IT, { N: V });',
];

/** Values for arguments of methods. */
const VALUES = [
  'V',
  '"a"',
  '1',
  '0',
  'K',
  '"N"',
  'fn((x) => x)',
  'fn((a, b) => (a > b ? 1 : -1))',
  '[V]',
  '/a/',
  'undefined',
  '{ a: V }',
  '"aa"',
  'new Uint8Array([V])',
  'IT',
];

/** Methods left out: they never end, or say what only this machine does. */
const LEFT_OUT = new Set(['constructor', 'padEnd', 'padStart', 'repeat', 'toSource', 'fill', 'copyWithin']);

/** One of these, and now and then one that is said not to be followed. */
function mostly(followed: readonly string[], unfollowed: readonly string[]): Text {
  return fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...followed) },
    { weight: 1, arbitrary: fc.constantFrom(...unfollowed) },
  );
}

/** Names of the methods that a thing has from the host, found and not listed. */
function methodsOf({ prototypes }: Thing): string[] {
  return prototypes.flatMap((prototype) =>
    Object.getOwnPropertyNames(prototype).filter((name) => {
      const isMethod = typeof Object.getOwnPropertyDescriptor(prototype, name)?.value === 'function';
      return isMethod && !LEFT_OUT.has(name) && !name.startsWith('toLocale') && !name.startsWith('__');
    }),
  );
}

/** A thing as it is in one program: under a name, with the methods that are taken from it at boot. */
interface Shared {
  readonly name: string;
  readonly thing: Thing;
}

/** A piece of what an actor does. Different pieces have different values. */
function piece({ name, thing }: Shared): Text {
  const kinds: Text[] = [];
  const expression = (texts: readonly string[]): Text => fc.constantFrom(...texts).map(logged);
  if (thing.kind !== 'variable') {
    const placed = (texts: readonly string[]): Text =>
      fc
        .tuple(fc.constantFrom(...texts), fc.constantFrom(...PLACES))
        .map(([text, place]) => logged(text).replaceAll(/\bIT\b/g, () => `(${place})`));
    kinds.push(expression(CONVERSIONS), expression(ITERATIONS), fc.constantFrom(...LOOPS));
    kinds.push(hostCall, hostCall, placed([...CONVERSIONS, ...ITERATIONS, ...LOOPS]));
  }
  if (thing.special) {
    const special = thing.unfollowed
      ? mostly(thing.special, thing.unfollowed)
      : fc.constantFrom(...thing.special);
    kinds.push(special, special);
  }
  const methods = methodsOf(thing);
  if (methods.length > 0) {
    const call = fc
      .tuple(
        mostly(CALLS, UNFOLLOWED_CALLS),
        fc.constantFrom(...methods),
        fc.array(fc.constantFrom(...VALUES), { maxLength: 2 }),
      )
      .map(([how, method, args]) =>
        logged(
          how
            .replaceAll('M', () => method)
            .replaceAll('A)', () => `${args.join(', ')})`)
            .replaceAll('A]', () => `${args.join(', ')}]`),
        ),
      );
    kinds.push(call, call);
  }
  if (thing.names && thing.names.length > 0) {
    const named = (texts: Text): Text =>
      fc
        .tuple(texts, fc.constantFrom(...(thing.names ?? [])))
        .map(([text, property]) => rename(text, property));
    kinds.push(named(mostly(READS, UNFOLLOWED_READS).map(logged)), named(mostly(WRITES, UNFOLLOWED_WRITES)));
  }
  const reach = thing.kind === 'variable' ? fc.constant('S') : fc.constantFrom(...REACHES);
  return fc.tuple(fc.oneof(...kinds), reach).map(([text, way]) =>
    text
      .replaceAll(/\bIT\b/g, () => way.replaceAll(/\bS\b/g, name).replaceAll('S_later', `${name}_later`))
      .replaceAll('bound_', `bound_${name}_`)
      .replaceAll('taken_', `taken_${name}_`)
      .replaceAll('borrowed_', `borrowed_${name}_`),
  );
}

/** Changes of what an object is to whoever turns it into a primitive. */
const DISGUISES = [
  'IT.toString = fn(() => `t${V}`);',
  'IT.valueOf = fn(() => V);',
  'IT.toString = fn(() => V);',
];

/** A piece that changes a thing. */
function change({ name, thing }: Shared): Text {
  const named = (thing.names ?? []).flatMap((property) =>
    ['IT.N = V;', 'IT.N = V;', 'IT.N = { valueOf: fn(() => V), toString: fn(() => V) };', 'delete IT.N;'].map(
      (text) => rename(text, property),
    ),
  );
  const special = (thing.special ?? []).filter((text) => !text.includes('LOG'));
  return fc
    .constantFrom(...named, ...named, ...special, ...DISGUISES)
    .map((text) => text.replaceAll(/\bIT\b/g, name));
}

/** A piece in which the host is handed a thing, or finds it in what it is handed. */
function handing({ name, thing }: Shared): Text {
  const place = fc.constantFrom(...PLACES.filter((text) => /\bIT\b/.test(text)));
  const placed = fc
    .tuple(fc.constantFrom(...CONVERSIONS, ...ITERATIONS, ...LOOPS), place)
    .map(([text, within]) => logged(text).replaceAll(/\bIT\b/g, () => `(${within})`));
  const special = (thing.special ?? []).filter((text) => text.includes('LOG'));
  const ways = [hostCall, placed, ...(special.length > 0 ? [fc.constantFrom(...special)] : [])];
  return fc
    .oneof(...ways)
    .filter((text) => /\bIT\b/.test(text))
    .map((text) => text.replaceAll(/\bIT\b/g, name));
}

/** A property under its name; an element only where an expression can be. */
function rename(text: string, property: string): string {
  if (!/^\d/.test(property)) return text.replaceAll(/\bN\b/g, property);
  return text
    .replaceAll(/\?\.N\b/g, `?.[${property}]`)
    .replaceAll(/\.N\b/g, `[${property}]`)
    .replaceAll('{ N = 5 }) => N', `{ ${property}: e = 5 }) => e`)
    .replaceAll(/\bN\b/g, property);
}

function logged(expression: string): string {
  return /;|LOG/.test(expression) && !expression.startsWith('(') ? expression : `LOG(${expression})`;
}

const PRELUDE = `
let turns = (actor) => () => fetch(actor);
const log = (value) => console.log(value, value);
const key = (name) => name;
const fn = (f) => Object.defineProperty(f, "toString", { value: () => "f" });
const count = (...values) => values.length;
const switched = (value) => { switch (value) { case "1": return "one"; default: return "none"; } };
const text = (x) => { if (typeof x === "function") return "function"; if (typeof x === "symbol" || typeof x === "bigint") return typeof x; try { return JSON.stringify(x) ?? "undefined"; } catch { return "?"; } };
const all = (x) => { const seen = []; const go = (v, d) => {
  if (d > 4 || (typeof v !== "object" || v === null)) return typeof v === "function" ? "f" : typeof v === "bigint" ? "n" + v : typeof v === "symbol" ? "sym" : typeof v === "number" && v !== v ? "NaN" : v;
  if (v instanceof Map) return ["map", ...[...v].map((e) => go(e, d + 1))];
  if (v instanceof Set) return ["set", ...[...v].map((e) => go(e, d + 1))];
  const out = {}; for (const k of Reflect.ownKeys(v)) if (k !== "stack") { const p = Object.getOwnPropertyDescriptor(v, k); out[String(k)] = p.get ? "g" : go(p.value, d + 1); }
  out.p = Object.getPrototypeOf(v)?.constructor?.name; return out; }; return go(x, 0); };
class Sup { static s = 1; static up() { return this.s++; } }
const K = { a: 0, k: 1, list: [1, 2, 3], map: new Map([[1, 1], [2, 2]]) };
`;

function declare({ name, thing }: Shared, body: string): string {
  const lines = [`${thing.kind === 'variable' ? 'let' : 'const'} ${name} = ${thing.make};`];
  lines.push(`const ${name}_later = Promise.resolve({ then: undefined, it: ${name} }).then((o) => o.it);`);
  for (const method of methodsOf(thing)) {
    if (body.includes(`bound_${name}_${method}(`))
      lines.push(`const bound_${name}_${method} = ${name}.${method}.bind(${name});`);
    if (body.includes(`taken_${name}_${method}.`))
      lines.push(`const taken_${name}_${method} = ${name}.${method};`);
    if (body.includes(`borrowed_${name}_${method}.`)) {
      lines.push(`const borrowed_${name}_${method} = Object.getPrototypeOf(${name}).${method};`);
    }
  }
  return lines.join('\n');
}

const thing = fc.oneof(
  { weight: 25, arbitrary: fc.constantFrom(...THINGS.filter(({ isFollowed }) => isFollowed !== false)) },
  { weight: 1, arbitrary: fc.constantFrom(...THINGS.filter(({ isFollowed }) => isFollowed === false)) },
);

/** Programs in which one actor changes a thing that the host is handed by another. In most of them no order counts. */
export const handings: Text = thing
  .filter(({ kind }) => kind !== 'variable')
  .chain((each) => {
    const shared = { name: 's0', thing: each };
    const handed = fc.array(handing(shared), { minLength: 1, maxLength: 3 });
    return fc
      .tuple(
        fc.array(change(shared), { minLength: 1, maxLength: 2 }),
        handed,
        fc.constantFrom([], ['LOG(all(K))']),
      )
      .map(([changes, hands, last]) =>
        programOf([shared], [changes.map((text) => [text]), [[...hands, ...last]]]),
      );
  });

/** Programs in which two or three actors share a thing or two. */
export const sharings: Text = fc
  .tuple(
    fc.array(thing, { minLength: 1, maxLength: 2 }),
    fc.constantFrom([2, 2], [1, 2], [1, 1, 1], [2, 1], [1, 1]),
  )
  .chain(([things, steps]) => {
    const shared = things.map((thing, index) => ({ name: `s${index}`, thing }));
    const step = fc.array(fc.oneof(...shared.map(piece)), { minLength: 1, maxLength: 2 });
    return fc
      .tuple(...steps.map((count) => fc.array(step, { minLength: count, maxLength: count })))
      .map((actors) => programOf(shared, actors));
  });

function programOf(shared: readonly Shared[], actors: readonly (readonly (readonly string[])[])[]): string {
  let value = 1;
  const bodies = actors.map((steps, actor) => {
    const lines = steps.map((pieces) =>
      pieces
        .map((piece) => {
          value += 1;
          const code = piece
            .replaceAll(/\bV\b/g, String(value))
            .replaceAll('LOG_FUNCTION', `(v) => console.log(${actor}, text(v))`)
            .replaceAll(/\bLOG\(/g, 'show(');
          return `try { ${code} } catch (e) { console.log(${actor}, e instanceof Error ? e.name : "thrown"); }`;
        })
        .join('\n'),
    );
    return `async () => { const turn = turns(${actor}), show = (v) => console.log(${actor}, text(v));\n${lines.join('\nawait turn();\n')} }`;
  });
  const body = bodies.join(',\n');
  const names = shared.map(({ name }) => name);
  const [first = ''] = names;
  return `"use strict";${PRELUDE}${shared.map((each) => declare(each, body)).join('\n')}
const box = { ${names.join(', ')} }, held = new Map([${names.map((name) => `["${name}", ${name}]`)}]), row = [${names}];
const take = () => ${first}, keeper = { get it() { return ${first}; } }, shade = new (class { #it = ${first}; get it() { return this.#it; } })();
return { actors: [${body}],
dump: async () => text([${shared.map(({ name, thing }) => thing.dump.replaceAll(/\bit\b/g, name))}, all(K)]) };`;
}

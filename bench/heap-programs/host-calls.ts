// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of programs.
import fc from 'fast-check';

type Text = fc.Arbitrary<string>;

/** Globals whose functions are called with what actors share. Their functions are found, not listed. */
const GLOBALS = [
  ...['Object', 'Number', 'String', 'Symbol', 'BigInt', 'Boolean', 'Array', 'RegExp', 'Date', 'Error'],
  ...['Math', 'JSON', 'Reflect', 'Promise', 'Map', 'Set', 'WeakMap', 'WeakSet', 'ArrayBuffer', 'DataView'],
  ...['Uint8Array', 'Int32Array', 'Float64Array', 'BigInt64Array', 'AggregateError', 'TypeError'],
  ...['URL', 'URLSearchParams', 'Headers', 'FormData', 'TextEncoder', 'TextDecoder', 'Blob', 'Response'],
  ...['Intl', 'Atomics'],
];

/** Functions that are not the member of another global. */
const PLAIN = [
  ...['parseInt', 'parseFloat', 'isNaN', 'isFinite', 'encodeURIComponent', 'decodeURIComponent', 'escape'],
  ...['encodeURI', 'decodeURI', 'unescape', 'structuredClone', 'btoa', 'atob', 'String', 'Number', 'Boolean'],
  ...['Symbol', 'BigInt', 'RegExp', 'Array', 'Object', 'Error', 'RangeError'],
];

/** Those left out: they say what only this machine does, wait, or never end. */
const LEFT_OUT = new Set(['constructor', 'now', 'random', 'wait', 'waitAsync', 'fromAsync', 'timeout']);

/** Receivers for methods of primitives and of what programs seldom share. */
const RECEIVERS: Readonly<Record<string, readonly string[]>> = {
  Number: ['10', '1.5'],
  String: ['"abcab"'],
  Boolean: ['true'],
  Symbol: ['Symbol("a")'],
  BigInt: ['10n'],
  Array: ['[1, "b", [2]]', '{ 0: 1, 1: 2, length: 2 }', '[W]', '{ 0: W, length: 1 }', '{ length: W }', 'W'],
  RegExp: [
    '/a/g',
    '/a/',
    'Object.assign(/a/g, { lastIndex: W })',
    'Object.assign(/a/y, { exec: fn(() => (W)) })',
  ],
  Date: ['new Date(0)'],
  Error: ['new Error("m")', '{ name: W, message: "m" }'],
  Object: ['{ a: 1 }', 'W', '{ toString: W }'],
  Map: ['new Map([[1, 2]])'],
  Set: ['new Set([1])'],
  DataView: ['new DataView(new ArrayBuffer(8))'],
  ArrayBuffer: ['new ArrayBuffer(8)'],
  Uint8Array: ['new Uint8Array([3, 1])'],
  Float64Array: ['new Float64Array([3, 1])'],
  BigInt64Array: ['new BigInt64Array(2)'],
  URL: ['new URL("http://h/?a=1")'],
  URLSearchParams: ['new URLSearchParams("a=1")'],
  Headers: ['new Headers({ a: "1" })'],
  FormData: ['new FormData()'],
  TextEncoder: ['new TextEncoder()'],
  TextDecoder: ['new TextDecoder()'],
  Promise: ['Promise.resolve(1)'],
};

/** Ways to call a function of a global: `G` has it, `F` is its name, `A` are the arguments. */
const STATIC_CALLS = [
  'G.F(A)',
  'G.F(A)',
  'G?.F(A)',
  'G[key("F")](A)',
  'G.F(...[A])',
  'G.F.call(G, A)',
  'G.F.apply(G, [A])',
  'Reflect.apply(G.F, G, [A])',
  'G.F.bind(G)(A)',
  'const g = G; LOG(g.F(A))',
  'const f = G.F; LOG(f(A))',
  'const f = G.F; LOG(f.call(G, A))',
  'const { F: f } = G; LOG(f(A))',
  'const { F: f } = G; LOG(f.apply(G, [A]))',
  'const l = { f: G.F }; LOG(l.f(A))',
  'class L extends G {} LOG(L.F(A))',
  '[A].map((a) => G.F(a))',
  '[A].map(G.F)',
];

/** Ways to call a method: `R` is what has it. */
const METHOD_CALLS = [
  'R.F(A)',
  'R.F(A)',
  'R?.F(A)',
  'R[key("F")](A)',
  'R.F(...[A])',
  'G.prototype.F.call(R, A)',
  'G.prototype.F.apply(R, [A])',
  'Reflect.apply(G.prototype.F, R, [A])',
  'G.prototype.F.bind(R)(A)',
  'const r = R; LOG(r.F(A))',
  'const r = R; LOG(r.F(A)); LOG(r)',
];

/** Ways to make an object of a class. */
const CONSTRUCTIONS = [
  'new G(A)',
  'new G(A)',
  'new G(...[A])',
  'const C = G; LOG(new C(A))',
  'const l = { C: G }; LOG(new l.C(A))',
  'Reflect.construct(G, [A])',
  'class D extends G {} LOG(new D(A))',
  'class D extends G { constructor(...a) { super(...a); } } LOG(new D(A))',
  'class D extends G { constructor(a, b) { super(a, b); } } LOG(new D(A))',
  'const C = G; class D extends C { constructor(a, b) { super(a, b); } } LOG(new D(A))',
];

const PLAIN_CALLS = [
  'G(A)',
  'G(A)',
  '(0, G)(A)',
  'G(...[A])',
  'const f = G; LOG(f(A))',
  'G.call(null, A)',
  'G?.(A)',
  '[A].map(G)',
];

/** Places where the host finds what actors share, by reading a property or by calling a function of the program. */
export const PLACES = [
  ...['IT', 'IT', 'IT', 'IT', 'IT.n', 'K', 'K.list', '1', '"a"', 'V', '0', 'undefined', '"NFC"'],
  ...[
    '[IT]',
    '[[IT, 1]]',
    '[["a", IT]]',
    '{ a: IT }',
    '{ value: IT }',
    '{ length: IT }',
    '{ 0: IT, length: 1 }',
  ],
  ...['{ get length() { return IT; }, 0: 1 }', '{ get a() { return IT; } }', '{ raw: IT }', '{ raw: [IT] }'],
  ...['{ valueOf: fn(() => `${IT}`) }', '{ toString: fn(() => `${IT}`) }', '{ toJSON: fn(() => IT) }'],
  ...['{ [Symbol.toPrimitive]: fn(() => `${IT}`) }', '{ toString: IT }', '{ p: { value: IT } }', '{ p: IT }'],
  ...[
    'Object.create(IT)',
    'Object.create({ length: IT, 0: 1 })',
    'new (class { get length() { return IT; } })()',
  ],
  ...[
    'new Set([IT])',
    'new Map([[1, IT]])',
    'new Map([[IT, 1]])',
    '[IT].values()',
    'new Map([[1, IT]]).entries()',
  ],
  ...[
    '(function* () { yield IT; })()',
    '{ *[Symbol.iterator]() { yield IT; } }',
    '{ [Symbol.iterator]: fn(() => IT) }',
  ],
  '{ [Symbol.iterator]: fn(() => { let n = 0; return { next: fn(() => (n++ < 2 ? IT : { done: true })) }; }) }',
  '{ [Symbol.iterator]: fn(() => { let n = 0; return { next: fn(() => ({ value: IT, done: n++ > 1 })), return: fn(() => IT) }; }) }',
  '{ [Symbol.asyncIterator]: fn(() => { let n = 0; return { next: fn(async () => (n++ < 2 ? IT : { done: true })) }; }) }',
  '{ [Symbol.isConcatSpreadable]: true, length: 1, 0: IT }',
  '{ [Symbol.replace]: fn(() => IT), [Symbol.split]: fn(() => IT), [Symbol.match]: fn(() => IT) }',
  'Object.assign(/a/g, { lastIndex: IT })',
  'Object.assign(/a/, { exec: fn(() => IT) })',
  'Object.assign([1, 2], { constructor: { [Symbol.species]: fn(function () { return IT; }) } })',
  ...[
    '{ style: "currency", currency: IT }',
    '{ numeric: IT }',
    '{ minimumFractionDigits: IT }',
    '{ cause: IT }',
  ],
  ...[
    '{ status: IT }',
    '{ type: IT }',
    '{ stream: IT }',
    '{ headers: { a: IT } }',
    '{ then: fn((r) => r(IT)) }',
  ],
  ...[
    'fn(() => IT)',
    'fn((a, b) => IT)',
    'fn(async () => IT)',
    'fn(function () { return this; })',
    'new Proxy(IT, {})',
  ],
  ...['/a/g', '/(?<n>a)/', '[3, 1]', '"http://h/"', 'new Uint8Array(2)', 'new Date(5)'],
];

type Of = { readonly global: string; readonly names: readonly string[] };

function functionsOf(object: object): string[] {
  return Object.getOwnPropertyNames(object).filter(
    (name) =>
      typeof Object.getOwnPropertyDescriptor(object, name)?.value === 'function' && !LEFT_OUT.has(name),
  );
}

const found = GLOBALS.map((global) => ({
  global,
  host: Reflect.get(globalThis, global) as object & { prototype?: object },
}));

const STATICS: readonly Of[] = found
  .map(({ global, host }) => {
    const inherited = typeof host === 'function' ? (Object.getPrototypeOf(host) as object) : Object.prototype;
    const more =
      inherited === Function.prototype || inherited === Object.prototype ? [] : functionsOf(inherited);
    return { global, names: [...functionsOf(host), ...more].filter((name) => !/^[A-Z]/.test(name)) };
  })
  .filter(({ names }) => names.length > 0);

const METHODS: readonly Of[] = found
  .filter(({ global }) => RECEIVERS[global])
  .map(({ global, host }) => {
    const own = host.prototype ?? {};
    const above = Object.getPrototypeOf(own) as object | null;
    const more = above === null || above === Object.prototype ? [] : functionsOf(above);
    return { global, names: [...functionsOf(own), ...more].filter((name) => !name.startsWith('__')) };
  });

const CLASSES = found
  .filter(
    ({ global, host }) => typeof host === 'function' && !['Symbol', 'BigInt', 'Promise'].includes(global),
  )
  .map(({ global }) => global);

const INTL = ['NumberFormat', 'DateTimeFormat', 'Collator', 'ListFormat', 'PluralRules'].map(
  (name) => `Intl.${name}`,
);

const place = fc.constantFrom(...PLACES);
const args = fc.array(place, { minLength: 1, maxLength: 3 }).map((list) => list.join(', '));

/** An expression or statement in which a function of the host is handed what actors share; it is `IT` there. */
export const hostCall: Text = fc.oneof(
  { weight: 3, arbitrary: callOf(STATICS, STATIC_CALLS) },
  { weight: 3, arbitrary: callOf(METHODS, METHOD_CALLS) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(...CLASSES, ...INTL), fc.constantFrom(...CONSTRUCTIONS), args)
      .map(([global, how, list]) => fill(how, { G: global, A: list })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...PLAIN), fc.constantFrom(...PLAIN_CALLS), args)
      .map(([global, how, list]) => fill(how, { G: global, A: list })),
  },
);

function callOf(functions: readonly Of[], ways: readonly string[]): Text {
  return fc
    .tuple(fc.constantFrom(...functions), fc.constantFrom(...ways), args, fc.nat(), fc.nat(), place)
    .map(([{ global, names }, how, list, which, whose, within]) => {
      const receivers = RECEIVERS[global] ?? ['0'];
      const receiver = receivers[whose % receivers.length]?.replaceAll('W', () => within) ?? '';
      const isObject = receiver.startsWith('{');
      return fill(how, {
        G: global,
        F: names[which % names.length] ?? '',
        A: list,
        R: /^[\d{]/.test(receiver) || isObject ? `(${receiver})` : receiver,
      });
    });
}

/** Puts texts in place of the single capital letters that stand for them. What has a value shows it. */
function fill(text: string, parts: Readonly<Record<string, string>>): string {
  return (text.includes('LOG(') ? text : `LOG(${text})`).replaceAll(
    /\b[GFAR]\b/g,
    (letter) => parts[letter] ?? letter,
  );
}

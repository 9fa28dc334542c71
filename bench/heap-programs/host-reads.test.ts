// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are pieces of programs.
import { describe, expect, it } from 'vitest';
import { compareOrders } from './compare-orders.ts';

/** What two actors share, what each does, and what is done at the end. */
type Case = readonly [shared: string, one: string, other: string, last?: string];

const DISGUISE = 'const v = { valueOf: () => 1, toString: () => "1" }';
const CHANGED = 'v.valueOf = () => 2; v.toString = () => "2"';

/** By what the host reads of what it is handed. */
const CASES: Readonly<Record<string, readonly Case[]>> = {
  'a promise that is settled by hand': [
    ['const s=[], t={then(r){s.push(r)}}', 'log(await t)', 's[0]?.(1)', 'log(1)'],
    [
      'const s=[], t={then(r){s.push(r)}}; const p=Promise.resolve(t)',
      'await fetch(); s[0](1)',
      'await fetch(); s[0](2)',
      'log(await p)',
    ],
    ['let f; const p=Reflect.construct(Promise,[(r)=>{f=r}])', 'f(1)', 'f(2)', 'log(await p)'],
    ['let f; const l={P:Promise}, p=new l.P((r)=>{f=r})', 'f(1)', 'f(2)', 'log(await p)'],
    ['let f; const P=Promise, p=new P((r)=>{f=r})', 'f(1)', 'f(2)', 'log(await p)'],
    ['let f; class Q extends Promise {}; const p=new Q((r)=>{f=r})', 'f(1)', 'f(2)', 'log(await p)'],
    [
      'let f; class Q extends Promise { constructor(x){super(x)} }; const p=new Q((r)=>{f=r})',
      'f(1)',
      'f(2)',
      'log(await p)',
    ],
    ['let f; const B=Promise.bind(null); const p=new B((r)=>{f=r})', 'f(1)', 'f(2)', 'log(await p)'],
    [
      'let f; const p=new (class extends Object.getPrototypeOf(async function(){}()).constructor {})((r)=>{f=r})',
      'f(1)',
      'f(2)',
      'log(await p)',
    ],
    ['let f; const p=new Promise(...[(r)=>{f=r}])', 'f(1)', 'f(2)', 'log(await p)'],
    [
      'let f,g; const p=new Promise((r)=>{f=r}), q=p.then((x)=>new Promise((r)=>{g=r}))',
      'f(1); await null; await null; g(3)',
      'f(2); await null; await null; g(4)',
      'log(await q)',
    ],
  ],
  'a getter or setter of the host': [
    [
      'const m=new Map([[1,2]]), g=Object.getOwnPropertyDescriptor(Map.prototype,"size").get',
      'm.set(3,4)',
      'log(g.call(m))',
    ],
    [
      'const m=new Map([[1,2]]), g=Object.getOwnPropertyDescriptor(Map.prototype,"size").get',
      'm.set(3,4)',
      'log(Reflect.apply(g,m,[]))',
    ],
    [
      'const m=new Map([[1,2]]), o={}; Object.defineProperty(o,"n",{get:Object.getOwnPropertyDescriptor(Map.prototype,"size").get.bind(m)})',
      'm.set(3,4)',
      'log(o.n)',
    ],
    [
      'const u=new URL("http://h/"), s=Object.getOwnPropertyDescriptor(URL.prototype,"hash").set',
      's.call(u,"x")',
      'log(u.href)',
    ],
    [
      'const b=new Uint8Array(4), g=Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype),"length").get',
      'b[0]=1',
      'log(g.call(b), b[0])',
    ],
    [
      'const o={a:1}, g=Object.getOwnPropertyDescriptor(Object.prototype,"__proto__").set',
      'g.call(o,{b:2})',
      'log(o.b)',
    ],
  ],
  'a function of the host that changes what it is given': [
    ['const o={a:1}, f=Object.assign', 'f(o,{a:2})', 'log(o.a)'],
    ['const o={a:1}, l={f:Object.assign}', 'l.f(o,{a:2})', 'log(o.a)'],
    ['const o={a:1}, l={put:Reflect.set}', 'l.put(o,"a",2)', 'log(o.a)'],
    ['const o={a:1}, l=[Reflect.set]', 'l[0](o,"a",2)', 'log(o.a)'],
    ['const o={a:1}', '[o].map(Object.freeze)', 'try { o.a=2; } catch (e) { log("no") } log(o.a)'],
    [
      'const o={a:1}',
      'Promise.resolve(o).then(Object.freeze); await null; await null',
      'try { o.a=2; } catch (e) { log("no") } log(o.a)',
    ],
    [
      'const o={a:1}, m=new Map([[o,1]])',
      'm.forEach((v,k)=>Object.freeze(k))',
      'try { o.a=2; } catch (e) { log("no") }',
    ],
    ['const o={a:1}', 'Array.from([o],Object.freeze)', 'try { o.a=2; } catch (e) { log("no") }'],
    ['const o={a:1}', 'new Set([o]).forEach(Object.freeze)', 'try { o.a=2; } catch (e) { log("no") }'],
    ['const o={a:1}', '[o].reduce((a,b)=>Object.freeze(b),0)', 'try { o.a=2; } catch (e) { log("no") }'],
    ['const o={a:1}', 'log([o].reduce(Object.assign,{}))', 'o.a=2'],
    ['const o={a:1}', '[{b:2}].reduce(Object.assign,o)', 'log(o.b)'],
    ['const o=[1]', 'o.push.apply(o,[2])', 'log(o.length)'],
    ['const o=[1]', '[2].forEach(o.push,o)', 'log(o.length)'],
    ['const o=[1]', '[2].forEach(Array.prototype.push,o)', 'log(o.length)'],
    ['const o=new Set([1])', '[2].forEach(o.add,o)', 'log(o.size)'],
    ['const o=new Set([1])', '[2].map(Set.prototype.add,o)', 'log(o.size)'],
    ['const o=new Set([1]), l={add:Set.prototype.add}', 'l.add.call(o,2)', 'log(o.size)'],
    ['const o=new Set([1]); o.x=o.add', 'o.x(2)', 'log(o.size)'],
    ['const o=new Set([1]); const {add}=o', 'add.call(o,2)', 'log(o.size)'],
    ['const o=new Set([1]); const add=(x)=>Set.prototype.add.call(o,x)', 'add(2)', 'log(o.size)'],
    ['const o=new Set([1]), call=Function.prototype.call', 'call.call(Set.prototype.add,o,2)', 'log(o.size)'],
    [
      'const o=new Set([1]), push=Function.prototype.call.bind(Set.prototype.add)',
      'push(o,2)',
      'log(o.size)',
    ],
    ['const o=[1], push=Function.prototype.call.bind(Array.prototype.push)', 'push(o,2)', 'log(o.length)'],
    [
      'const o={a:1}, has=Function.prototype.call.bind(Object.prototype.hasOwnProperty)',
      'o.b=2',
      'log(has(o,"b"))',
    ],
    ['const o={a:1}, keys=Function.prototype.call.bind(Object.keys,Object)', 'o.b=2', 'log(keys(o))'],
    ['const o={a:1}, keys=Object.keys.bind(Object)', 'o.b=2', 'log(keys(o))'],
    ['const o={a:1}, keys=Object.keys.bind(Object,o)', 'o.b=2', 'log(keys())'],
    [DISGUISE, CHANGED, 'const f=Math.max.bind(Math,v); log(f(0))'],
    [DISGUISE, CHANGED, 'const f="ab1".replace.bind("ab1",v); log(f("x"))'],
    [DISGUISE, CHANGED, 'const f=String.prototype.concat.bind("a"); log(f(v))'],
    [DISGUISE, CHANGED, 'const f=Number.prototype.toFixed.bind(1.2345); log(f(v))'],
    [DISGUISE, CHANGED, 'const f=Uint8Array.of.bind(Uint8Array); log(f(v))'],
    [DISGUISE, CHANGED, 'const f=Uint8Array.from.bind(Uint8Array,[v]); log(f())'],
    [DISGUISE, CHANGED, 'const D=Date.bind(null,2000); log(new D(v).getTime())'],
    [DISGUISE, CHANGED, 'const f=[].at.bind([1,2,3]); log(f(v))'],
  ],
  'what a method makes its list of': [
    [
      'let made=1; class L extends Array { static get [Symbol.species]() { return made===1?L:Array; } }; const l=L.of(1)',
      'made=2',
      'log(l.map((x)=>x) instanceof L)',
    ],
    [
      'const c={[Symbol.species]:Array}, l=[1]; l.constructor=c',
      'c[Symbol.species]=function(n){return {n}}',
      'log(l.map((x)=>x))',
    ],
    [
      'const o={}, c={[Symbol.species]:function(){return o}}, l=[1]; l.constructor=c',
      'l.map((x)=>5)',
      'log(o[0])',
    ],
    [
      'const o={}, c={[Symbol.species]:function(){return o}}, l=[1]; l.constructor=c',
      'l.map((x)=>5)',
      'o[0]=6',
      'log(o[0])',
    ],
    [
      'const o=[9], c={[Symbol.species]:function(){return o}}, l=[1]; l.constructor=c',
      'l.filter((x)=>5)',
      'log(o[0])',
    ],
    ['const o=[9]; class X { constructor() { return o; } }', 'Array.from.call(X,[1])', 'log(o[0])'],
    ['const o=[9]; class X { constructor() { return o; } }', 'Array.of.call(X,1)', 'log(o[0])'],
    ['const o=[9]; class X extends Array { constructor() { return o; } }', 'X.from([1])', 'log(o[0])'],
    ['const o=[9]; class X extends Array { constructor() { return o; } }', 'X.of(1)', 'log(o[0])'],
    [
      'const o={}; class X extends Map { constructor(x) { super(x); o.m = this; } set(k,v) { o.k=v; return super.set(k,v); } }',
      'new X([[1,2]])',
      'log(o.k)',
    ],
  ],
  'a list with a constructor of its own': [
    [
      'const o = [9], l = Object.assign([1, 2], { constructor: { [Symbol.species]: function () { return o; } } })',
      'log(new Array(...l), Reflect.apply((a) => a, null, l), Reflect.construct(Array, l), o[0])',
      'l[0] = 8; o[0] = 7',
      'log(o)',
    ],
  ],
  'a pattern of the program': [
    [
      'const r=/a/g, v={valueOf:()=>0}',
      'v.valueOf=()=>2',
      'r.lastIndex=v; log("aXa".replace(/x/i,"y"), r.exec("aXa")?.index)',
    ],
    [
      'const r=/a/g, v={valueOf:()=>0}',
      'v.valueOf=()=>2',
      'r.lastIndex=v; const t=r.test.bind(r); log(t("aX"))',
    ],
    [
      'const r=/a/y, v={valueOf:()=>0}',
      'v.valueOf=()=>2',
      'r.lastIndex=v; log("aXa".search(r), RegExp.prototype.test.call(r,"aX"))',
    ],
    [
      'const m={0:"a",index:0,length:1}; class R extends RegExp { exec() { return m; } }; const r=new R("a")',
      'm[0]="ab"',
      'log("abc".replace(r,"[$&]"))',
    ],
    [
      'const m={0:"a",index:0,length:1}, r={exec:()=>m, flags:"", lastIndex:0}',
      'm[0]="ab"',
      'log(RegExp.prototype[Symbol.replace].call(r,"abc","[$&]"))',
    ],
    [
      'const m={0:"a",index:0,length:1}, r={exec:()=>m, flags:"", lastIndex:0}',
      'm[0]="ab"',
      'log(RegExp.prototype.test.call(r,"abc"), RegExp.prototype[Symbol.match].call(r,"abc"))',
    ],
    [
      'const r={source:"a",flags:"g"}',
      'r.source="b"',
      'log(Object.getOwnPropertyDescriptor(RegExp.prototype,"flags").get.call(r), RegExp.prototype.toString.call(r))',
    ],
    [
      'const r={global:false}',
      'r.global=true',
      'log(Object.getOwnPropertyDescriptor(RegExp.prototype,"flags").get.call(r))',
    ],
  ],
  'an iterator of the program': [
    [
      'const r={value:1,done:false}; let n=0; const o={[Symbol.iterator]:()=>({next:()=>n++<1?r:{done:true}})}',
      'r.value=5',
      'n=0; const [[x=0]=[3]]=[o]; log(x)',
    ],
    [
      'const r={value:[1],done:false}; let n=0; const o={[Symbol.iterator]:()=>({next:()=>n++<1?r:{done:true}})}',
      'r.value[0]=5',
      'n=0; const [[x]]=o; log(x)',
    ],
    ['const e=[1], s=new Set([e])', 'e[0]=5', 'const [[x]]=s; log(x)'],
    ['const e=[1], s=new Map([[1,e]])', 'e[0]=5', 'const [[,[x]]]=s; log(x)'],
    ['const e=[1], s=[[e]]', 'e[0]=5', 'for (const [[x]] of s) log(x)'],
    ['const e={a:1}, s=new Set([e])', 'e.a=5', 'for (const {a} of s) log(a)'],
    ['const e={a:1}, g=function*(){yield e}', 'e.a=5', 'const [{a}]=g(); log(a)'],
    ['const e={a:1}, g=function*(){yield e}', 'e.a=5', 'let a; [{a}]=g(); log(a)'],
    ['const e={a:1}, g=function*(){yield e}', 'e.a=5', 'log((([{a}])=>a)(g()))'],
    ['const e={a:1}, g=function*(){yield e}', 'e.a=5', 'try { throw g(); } catch ([{a}]) { log(a) }'],
    ['const e={a:1}, g=async function*(){yield e}', 'e.a=5', 'for await (const {a} of g()) log(a)'],
    [
      'const r={value:1,done:false}; const o={[Symbol.iterator]:()=>{let n=0; return {next:()=>n++<1?r:{done:true}}}}',
      'r.value=5',
      'for await (const x of o) log(x)',
    ],
    [
      'const r={value:1,done:false}; const o={[Symbol.asyncIterator]:()=>{let n=0; return {next:()=>n++<1?r:{done:true}}}}',
      'r.value=5',
      'for await (const x of o) log(x)',
    ],
    [
      'const r={value:1,done:false}; const o={[Symbol.asyncIterator]:()=>{let n=0; return {next:async()=>n++<1?r:{done:true}}}}',
      'r.value=5',
      'for await (const x of o) log(x)',
    ],
    [
      'const r={value:1,done:false}; const o={[Symbol.iterator]:()=>{let n=0; return {next:()=>n++<1?r:{done:true}}}}',
      'r.value=5',
      'log(Math.max(...o), String.fromCharCode(...o))',
    ],
    ['const e={valueOf:()=>1}; const g=function*(){yield e}', 'e.valueOf=()=>5', 'log(Math.max(...g()))'],
    [
      'const e={valueOf:()=>1}; const g=function*(){yield e}',
      'e.valueOf=()=>5',
      'log(new Date(...g()).getTime())',
    ],
    [
      'const e={valueOf:()=>1}; const g=function*(){yield e}',
      'e.valueOf=()=>5',
      'const D=Date; log(new D(...g()).getTime())',
    ],
    [
      'const e={valueOf:()=>1}; const g=function*(){yield e}',
      'e.valueOf=()=>5',
      'const m=Math.max; log(m(...g()))',
    ],
    [
      'const e={valueOf:()=>1}; const g=function*(){yield e}',
      'e.valueOf=()=>5',
      'log("abc".at(...g()), [1,2,3,4,5,6].at(...g()))',
    ],
    [
      'const e={valueOf:()=>1}; const g=function*(){yield e}',
      'e.valueOf=()=>5',
      'log([1,2,3,4,5,6].slice(...g()))',
    ],
    ['const e={valueOf:()=>1}; const g=function*(){yield e}', 'e.valueOf=()=>5', 'log(new Uint8Array(g()))'],
    ['const e={valueOf:()=>1}; const g=function*(){yield e}', 'e.valueOf=()=>5', 'log(Uint8Array.from(g()))'],
    [
      'const e={valueOf:()=>1}; const g=function*(){yield e}',
      'e.valueOf=()=>5',
      'class U extends Uint8Array {} log(new U(g()), U.from(g()))',
    ],
    [
      'const e={valueOf:()=>1}; const g=function*(){yield e}',
      'e.valueOf=()=>5',
      'log(new Float64Array(2).fill(...g()))',
    ],
    ['const e=["a",1]; const g=function*(){yield e}', 'e[1]=2', 'log(String(new URLSearchParams(g())))'],
    [
      'const e=["a",1]; const g=function*(){yield e}',
      'e[1]=2',
      'class U extends URLSearchParams {} log(String(new U(g())))',
    ],
    [
      'const e=["a",1]; const o={*[Symbol.iterator](){yield e}}',
      'e[1]=2',
      'class U extends Map {} log([...new U(o)])',
    ],
  ],
  'what becomes JSON': [
    ['const o={a:1}', 'o.a=2', 'log(JSON.parse("[1,2]", function(k,v){ if(k==="0") this[1]=o; return v; }))'],
    [
      'const o={a:{b:1}}',
      'o.a.b=2',
      'log(JSON.parse("[1,2]", function(k,v){ if(k==="0") this[1]=o; return typeof v==="object"?{...v}:v; }))',
    ],
    ['const o={a:{b:1}}', 'o.a.b=2', 'log(JSON.stringify({toJSON(){return o}}))'],
    ['const o={a:{b:1}}', 'o.a.b=2', 'log(await Response.json({toJSON(){return o}}).text())'],
    [
      'const o={a:{b:1}}; class T { toJSON() { return o } }',
      'o.a.b=2',
      'log(await Response.json(new T()).text())',
    ],
    [
      'const o={a:{b:1}}; class T { get x() { return o } }',
      'o.a.b=2',
      'log(JSON.stringify(Object.defineProperty({}, "y", {get(){return o}, enumerable:true})))',
    ],
  ],
  'a getter of a class': [
    [
      'const h={a:"1"}; class O { get headers() { return h } }',
      'h.a="2"',
      'log(new Response(null,new O()).headers.get("a"))',
    ],
    [
      'const h={a:"1"}; class O { get headers() { return h } }',
      'h.a="2"',
      'const R=Response; log(new R(null,new O()).headers.get("a"))',
    ],
    [
      'const v={valueOf:()=>1}; class O { get minimumFractionDigits() { return v } }',
      'v.valueOf=()=>3',
      'log((1.5).toLocaleString("en",new O()))',
    ],
    [
      'const v={valueOf:()=>1}; class O { get length() { return v } }',
      'v.valueOf=()=>3',
      'log(Array.from(new O()).length)',
    ],
    [
      'const v={valueOf:()=>1}; class O { get length() { return v } }',
      'v.valueOf=()=>3',
      'log(Array.prototype.slice.call(new O()).length)',
    ],
    [
      'const d={value:1}; class O { get p() { return d } }',
      'd.value=3',
      'log(Object.defineProperties({},Object.assign(Object.create(null),{p:new O().p})).p)',
    ],
  ],
  'what is turned into a primitive': [
    [DISGUISE, CHANGED, 'log([5,6,7].with(v,9))'],
    [DISGUISE, CHANGED, 'log([5,6,7].copyWithin(0,v))'],
    [DISGUISE, CHANGED, 'log("abc"[v], [1,2,3][v])'],
    [DISGUISE, CHANGED, 'log("a-b".split("-",v))'],
    [DISGUISE, CHANGED, 'const d=new Date(0); d.setFullYear(v); log(+d)'],
    [DISGUISE, CHANGED, 'const d=new Date(0); d["setFullYear"](2000,v); log(+d)'],
    [DISGUISE, CHANGED, 'const d=new Date(0); Date.prototype.setFullYear.call(d,2000,v); log(+d)'],
    [DISGUISE, CHANGED, 'const d=new Date(0); Date.prototype.setFullYear.apply(d,[2000,v]); log(+d)'],
    [DISGUISE, CHANGED, 'switch (`${v}`) { case "1": log(1); break; default: log(2); }'],
    [DISGUISE, CHANGED, 'log([3,1,2].sort(()=>0).indexOf(1,v))'],
    [DISGUISE, CHANGED, 'let x=v; x++; log(x)'],
    [DISGUISE, CHANGED, 'let x=v; x+=1; log(x); x=v; x**=2; log(x)'],
    [DISGUISE, CHANGED, 'const o={x:v}; o.x++; log(o.x)'],
    [DISGUISE, CHANGED, 'const o={x:v}; o.x-=1; log(o.x)'],
    [DISGUISE, CHANGED, 'class A { #x=v; m() { return this.#x++ } } const a=new A(); a.m(); log(a.m())'],
    [DISGUISE, CHANGED, 'const a=[v]; a[0]++; log(a[0])'],
    [DISGUISE, CHANGED, 'const o={x:v}; ++o["x"]; log(o.x)'],
    [DISGUISE, CHANGED, 'let x=v; const y=-x; log(y)'],
    [DISGUISE, CHANGED, 'log(v>0&&v<2)'],
    [DISGUISE, CHANGED, 'log(v==1, v!=1, 1==v)'],
    [DISGUISE, CHANGED, 'log(isFinite.call(null,v), parseInt.apply(null,[v]))'],
    [DISGUISE, CHANGED, 'log([v].map(Number), [v].map(String), [v].flatMap(Number))'],
    [DISGUISE, CHANGED, 'log([v].map(parseInt), ["0"].map(parseInt,v))'],
    [DISGUISE, CHANGED, 'log(await Promise.resolve(v).then(Number))'],
    [DISGUISE, CHANGED, 'log(await Promise.all([v].map(async (x)=>Number(x))))'],
    [DISGUISE, CHANGED, 'log([1,2,3].findLast((x)=>x==v))'],
    [DISGUISE, CHANGED, 'log(Array.from([v],Number), Array.from({length:v},()=>0))'],
    [DISGUISE, CHANGED, 'log(Array.from(new Set([v]),String))'],
    [DISGUISE, CHANGED, 'const l={N:Number}; log(l.N(v))'],
    [DISGUISE, CHANGED, 'const l={N:Math.abs}; log(l.N(v))'],
    [DISGUISE, CHANGED, 'const l=[Math.abs]; log(l[0](v))'],
    [DISGUISE, CHANGED, 'const f=(g)=>g(v); log(f(Math.abs), f(String))'],
    [DISGUISE, CHANGED, 'const f=(g,...a)=>g(...a); log(f(Math.abs,v))'],
    [DISGUISE, CHANGED, 'const f=(g,a)=>g.apply(null,a); log(f(Math.abs,[v]))'],
    [DISGUISE, CHANGED, 'log((0,Math.abs)(v), (true?Math.abs:0)(v))'],
    [DISGUISE, CHANGED, 'log((()=>Math.abs)()(v))'],
    [DISGUISE, CHANGED, 'class A { static f=Math.abs; } log(A.f(v))'],
    [DISGUISE, CHANGED, 'class A { f=Math.abs; } log(new A().f(v))'],
    [DISGUISE, CHANGED, 'const m=new Map([["f",Math.abs]]); log(m.get("f")(v))'],
    [DISGUISE, CHANGED, 'const o={__proto__:Math}; log(o.abs(v))'],
    [DISGUISE, CHANGED, 'const o=Object.create(Math); log(o.abs(v))'],
    [DISGUISE, CHANGED, 'const o={...Math, abs:Math.abs}; log(o.abs(v))'],
    [DISGUISE, CHANGED, 'log(String.raw({raw:[v,v]},v))'],
    [DISGUISE, CHANGED, 'log(String.raw`${v}`, ((s,...x)=>String.raw(s,...x))`a${v}`)'],
    [DISGUISE, CHANGED, 'log(new String(v).length, new Number(v)+1, Object(v)+1)'],
    [DISGUISE, CHANGED, 'log(new Array(v,1).join())'],
    [DISGUISE, CHANGED, 'log(structuredClone([1]).concat(v)+"")'],
    [
      DISGUISE,
      CHANGED,
      'const e=new Error(v); log(e.message); const x=new RangeError(v); log(x.message); log(new DOMException(v).message)',
    ],
    [DISGUISE, CHANGED, 'log(new Event(v).type, new CustomEvent(v).type)'],
    [DISGUISE, CHANGED, 'log(new TextEncoder().encode(v))'],
    [DISGUISE, CHANGED, 'const t=new TextEncoder(); const {encode}=t; log(encode.call(t,v))'],
    [DISGUISE, CHANGED, 'log(btoa(v), atob.call(null,btoa(v)))'],
    [
      DISGUISE,
      CHANGED,
      'log(new DataView(new ArrayBuffer(9)).getInt8(v), new ArrayBuffer(v).byteLength, new ArrayBuffer(9).slice(v).byteLength)',
    ],
    [DISGUISE, CHANGED, 'log(new Uint8Array(new ArrayBuffer(9),v).length)'],
    [DISGUISE, CHANGED, 'const B=ArrayBuffer; log(new B(v).byteLength)'],
    [DISGUISE, CHANGED, 'log(new Uint8Array(9).subarray(v).length, new Uint8Array([1,2,3]).indexOf(3,v))'],
  ],
};

function programOf([shared, one, other, last = '']: Case): string {
  const actors = [one, other].map(
    (step, actor) =>
      `async () => { const log = (...v) => console.log(${actor}, JSON.stringify(v)); ${step} }`,
  );
  const dump = `async () => { let left; const log = (...v) => { left = JSON.stringify(v); }; ${last}; return left; }`;
  return `"use strict"; ${shared}; return { actors: [${actors}], dump: ${dump} };`;
}

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  const titled = cases.map((each) => ({ each, title: each.join(' | ') }));

  it.each(titled)('is followed, or it is said: $title', async ({ each }) => {
    const compared = await compareOrders(programOf(each));

    expect(compared?.outcomes).toBeGreaterThan(1);
    expect(compared?.different).toEqual([]);
    if (compared?.declared.length === 0) expect(compared.missing).toEqual([]);
  });
});

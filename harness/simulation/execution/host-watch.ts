import { createHook } from 'node:async_hooks';

/** What the world itself uses, or what needs no time of the host. */
const HARMLESS: ReadonlySet<string> = new Set(['PROMISE', 'TickObject', 'Microtask']);

/** Writes to a console: no code comes of them. */
const OUTPUT: ReadonlySet<string> = new Set(['PIPEWRAP', 'SHUTDOWNWRAP', 'TTYWRAP', 'WRITEWRAP']);

/** Those that are pending are listed by `process.getActiveResourcesInfo`, unless they are `unref`ed. */
const TIMERS: ReadonlySet<string> = new Set(['Timeout', 'Immediate']);

/** Jobs of node:crypto and WebCrypto, such as `SIGNREQUEST`. The fake server signs tokens by jobs that are done at once. */
const CRYPTO_JOB = /^(?!HTTP).+REQUEST$/;

/** Functions of the host that take time of their own, and for which Node creates no asynchronous resource. */
const WITHOUT_RESOURCE: readonly { readonly owner: object; readonly of: string; readonly names: string[] }[] =
  [
    { owner: Atomics, of: 'Atomics', names: ['waitAsync'] },
    {
      owner: Reflect.get(globalThis, 'WebAssembly') as object,
      of: 'WebAssembly',
      names: ['compile', 'compileStreaming', 'instantiate', 'instantiateStreaming'],
    },
  ];

interface CryptoJob {
  /** Set on jobs that are done later. */
  readonly ondone?: unknown;
}

interface Referable {
  hasRef(): boolean | null;
}

/**
 * Notices what code asks of the host that comes at a moment of the host's, such as WebCrypto, files, ports and threads.
 * Node does not list most of it as active. Hooks into promises make an execution several times as slow, so not every
 * execution is watched.
 */
export class HostWatch {
  readonly #used = new Set<string>();
  readonly #timers: [string, Referable][] = [];
  readonly #jobs: [string, CryptoJob][] = [];
  readonly #restore: (() => void)[] = [];
  readonly #hook = createHook({
    init: (_id, type, _trigger, resource) => {
      if (HARMLESS.has(type) || OUTPUT.has(type)) return;
      if (TIMERS.has(type)) this.#timers.push([type, resource as Referable]);
      else if (CRYPTO_JOB.test(type)) this.#jobs.push([type, resource]);
      else this.#used.add(type);
    },
  });

  constructor() {
    for (const { owner, of, names } of WITHOUT_RESOURCE) {
      for (const name of names) this.#noteUseOf(owner, name, `${of}.${name}`);
    }
    this.#hook.enable();
  }

  /** Ends the watch. @returns names of what code has used, in order of their first use */
  end(): readonly string[] {
    this.#hook.disable();
    for (const restore of this.#restore) restore();
    for (const [type, timer] of this.#timers) {
      // Neither has it come nor was it cleared: then it would be null.
      if (timer.hasRef() === false) this.#used.add(type);
    }
    for (const [type, job] of this.#jobs) {
      if (job.ondone !== undefined) this.#used.add(type);
    }
    return [...this.#used];
  }

  #noteUseOf(owner: object, name: string, shown: string): void {
    const property = Object.getOwnPropertyDescriptor(owner, name);
    const original: unknown = property?.value;
    if (!property?.configurable || typeof original !== 'function') return;
    const noting = (...args: unknown[]): unknown => {
      this.#used.add(shown);
      return Reflect.apply(original, owner, args);
    };
    Object.defineProperty(owner, name, { ...property, value: noting });
    this.#restore.push(() => void Object.defineProperty(owner, name, property));
  }
}

import { createHash, createHmac } from 'node:crypto';
import { ephemeralWord } from './ephemeral-word.ts';
import type { Randomness } from './randomness.ts';
import type { TimerFunctions } from './timer-functions.ts';

/** The platform that a realm believes it runs on. */
export type Platform = 'react-native' | 'web';

export const PLATFORMS: readonly Platform[] = ['react-native', 'web'];

export interface RealmEnvironment {
  readonly platform: Platform;
  readonly fetch: (input: unknown, init?: RequestInit) => Promise<unknown>;
  readonly timers: TimerFunctions;
  readonly Date: DateConstructor;
  readonly draw: () => Randomness;
  /** Counts a word of a secret. @returns how many have been drawn in the step in progress, this one included */
  readonly drawWord: () => number;
  /** Receives what code writes to its console, one line per call. */
  readonly print: (line: string) => void;
  /** Further globals, such as a browser's `localStorage`. */
  readonly extra: Readonly<Record<string, unknown>>;
}

/**
 * The globals that a realm sees in place of the host's. Those not listed are undefined to it.
 *
 * None of them has state: everything that changes belongs to the world behind the environment. A realm that serves one
 * world after another has the same globals in each.
 */
export function realmGlobals(environment: RealmEnvironment): Record<string, unknown> {
  const { platform, timers, extra } = environment;
  const own: Record<string, unknown> = {
    fetch: environment.fetch,
    ...timers,
    queueMicrotask,
    Date: environment.Date,
    Math: seededMath(environment.draw),
    crypto: seededCrypto(environment),
    console: recordedConsole(environment.print),
    Intl,
    Request,
    Response,
    Blob,
    AbortSignal: untimedAbortSignal(),
    navigator: platform === 'react-native' ? { ...REACT_NATIVE_NAVIGATOR } : { ...WEB_NAVIGATOR },
    ...extra,
  };
  const globalObject: Record<string, unknown> = Object.assign(Object.create(null), PURE_HOST_GLOBALS, own);
  own.globalThis = globalObject;
  own.global = globalObject;
  own.self = globalObject;
  globalObject.globalThis = globalObject;
  globalObject.self = globalObject;
  if (platform === 'web') {
    own.window = globalObject;
    globalObject.window = globalObject;
  }
  return own;
}

const REACT_NATIVE_NAVIGATOR = { product: 'ReactNative', userAgent: 'amplify-race' };
export const WEB_NAVIGATOR = { userAgent: 'amplify-race', language: 'en', onLine: true };

/** Keeps what is written as text, without objects: converting objects to text could run their code. */
function recordedConsole(print: (line: string) => void): object {
  const write = (...args: unknown[]): void => print(args.filter((arg) => typeof arg === 'string').join(' '));
  return { log: write, info: write, warn: write, error: write, debug: write, trace: write };
}

/** `AbortSignal` without `timeout`, which would be a timer of the host. */
function untimedAbortSignal(): unknown {
  return Object.create(AbortSignal, { timeout: { value: undefined } });
}

/** Host globals without time, randomness or I/O. A realm may also reach them through `globalThis`. */
const PURE_HOST_GLOBALS = {
  atob,
  btoa,
  URL,
  URLSearchParams,
  TextEncoder,
  TextDecoder,
  Headers,
  AbortController,
  Event,
  EventTarget,
  DOMException,
  structuredClone,
};

function seededMath(draw: () => Randomness): Math {
  return Object.create(Math, { random: { value: () => draw().fraction() } }) as Math;
}

/** `crypto` with seeded randomness. Digests are computed synchronously, because the order of a thread pool is random. */
function seededCrypto({ draw, drawWord }: Pick<RealmEnvironment, 'draw' | 'drawWord'>): object {
  return {
    getRandomValues: <T extends ArrayBufferView>(array: T): T => {
      if (isWord(array)) array[0] = ephemeralWord(drawWord());
      else draw().fill(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
      return array;
    },
    randomUUID: () => {
      const bytes = new Uint8Array(16);
      draw().fill(bytes);
      return formatUuid(bytes);
    },
    subtle: {
      digest: async (algorithm: string | { name: string }, data: ArrayBuffer | ArrayBufferView) => {
        const name = typeof algorithm === 'string' ? algorithm : algorithm.name;
        return toArrayBuffer(createHash(name.replace('-', '').toLowerCase()).update(toBytes(data)).digest());
      },
      importKey: async (
        _format: string,
        key: ArrayBuffer | ArrayBufferView,
        algorithm: { hash?: string | { name: string } },
      ) => ({
        key: toBytes(key).slice(),
        hash: typeof algorithm.hash === 'string' ? algorithm.hash : (algorithm.hash?.name ?? 'SHA-256'),
      }),
      sign: async (
        _algorithm: unknown,
        key: { key: Uint8Array; hash: string },
        data: ArrayBuffer | ArrayBufferView,
      ) =>
        toArrayBuffer(
          createHmac(key.hash.replace('-', '').toLowerCase(), key.key).update(toBytes(data)).digest(),
        ),
    },
  };
}

function isWord(array: ArrayBufferView): array is Uint32Array {
  return array instanceof Uint32Array && array.length === 1;
}

/** RFC 9562 version 4. */
function formatUuid(random: Uint8Array): string {
  const bytes = Uint8Array.from(random);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function toBytes(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.slice().buffer as ArrayBuffer;
}

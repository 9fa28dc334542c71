import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import { digest } from '../../simulation/execution/words.ts';
import { TimerPort } from '../../simulation/world/timer-port.ts';
import { WORLD_EPOCH, World } from '../../simulation/world/world.ts';
import { bootV6 } from '../client/v6.ts';
import { loadRelease } from '../releases/load-release.ts';
import type { Bundle, Release } from '../releases/release.ts';
import type { Platform } from './globals.ts';
import { bundleFileName, createRealm, type RealmExports } from './realm.ts';

function bundleOf(code: string): Bundle {
  return {
    code,
    hash: digest(code),
    sourceMap: () => ({ version: 3, sources: [], names: [], mappings: '' }),
  };
}

interface RealmOptions {
  readonly seed?: number;
  readonly platform?: Platform;
  readonly print?: (line: string) => void;
  readonly extra?: Readonly<Record<string, unknown>>;
}

function evaluate(code: string, options: RealmOptions = {}): RealmExports {
  return evaluateBundle(bundleOf(code), options);
}

function evaluateBundle(bundle: Bundle, options: RealmOptions): RealmExports {
  const { seed = 1, platform = 'react-native', print = () => {}, extra = {} } = options;
  const world = new World({ seed, observed: false });
  return createRealm(bundle, {
    platform,
    fetch: async () => new Response('{}'),
    timers: world.addSource(new TimerPort(world)).forRealm('app'),
    Date: world.clock.Date as unknown as DateConstructor,
    draw: () => world.draw(),
    drawWord: () => world.drawWord(),
    print,
    extra,
  });
}

describe('a realm', () => {
  test('evaluates its code anew each time: nothing of one is in another', () => {
    const bundle = bundleOf('let count = 0; return { next: () => (count += 1) };');
    const one = evaluateBundle(bundle, {}) as { next(): number };
    const other = evaluateBundle(bundle, {}) as { next(): number };

    expect([one.next(), one.next(), other.next()]).toEqual([1, 2, 1]);
  });

  test('of one content runs beside one of another', () => {
    const one = evaluate('return { version: () => "6.6.6" };') as { version(): string };
    const other = evaluate('return { version: () => "6.22.1" };') as { version(): string };

    expect([one.version(), other.version(), one.version()]).toEqual(['6.6.6', '6.22.1', '6.6.6']);
  });

  test('hands over what it writes to its console, without objects', () => {
    const lines: string[] = [];

    evaluate('console.log("[DEBUG] Auth", "no user", { secret: 1 }); return {};', {
      print: (line) => lines.push(line),
    });

    expect(lines).toEqual(['[DEBUG] Auth no user']);
  });

  test('has a global object of its own', () => {
    evaluate('globalThis.leaked = 1; self.leaked = 2; global.leaked = 3; return {};');

    expect(globalThis).not.toHaveProperty('leaked');
  });

  test('finds what it put on its global object there again, and no other realm does', () => {
    const code = 'globalThis.count = (globalThis.count ?? 0) + 1; return { count: globalThis.count };';

    expect([evaluate(code).count, evaluate(code).count]).toEqual([1, 1]);
  });

  test.each([
    'process',
    'Buffer',
    'setImmediate',
    'clearImmediate',
    'performance',
    'require',
    'module',
    'XMLHttpRequest',
    'WebSocket',
    'BroadcastChannel',
    'MessageChannel',
    'Worker',
    'WebAssembly',
    'localStorage',
    'document',
  ])('does not see %s of the host', (name) => {
    const { direct, viaGlobal } = evaluate(
      `return { direct: typeof ${name}, viaGlobal: typeof globalThis[${JSON.stringify(name)}] };`,
    );

    expect([direct, viaGlobal]).toEqual(['undefined', 'undefined']);
  });

  test('has no timer of the host by way of AbortSignal', () => {
    expect(evaluate('return { timeout: typeof AbortSignal.timeout };').timeout).toBe('undefined');
  });

  test('gets what the environment adds', () => {
    const { value } = evaluate('return { value: localStorage.answer };', {
      extra: { localStorage: { answer: 42 } },
    });

    expect(value).toBe(42);
  });

  test.each([
    ['react-native', 'ReactNative', 'undefined', 'undefined'],
    ['web', undefined, 'object', 'object'],
  ] as const)('takes itself to run on %s', (platform, product, windowType, viaGlobal) => {
    const seen = evaluate(
      `return {
        product: navigator.product,
        windowType: typeof window,
        viaGlobal: typeof globalThis.window,
        sameNavigator: globalThis.navigator === navigator,
      };`,
      { platform },
    );

    expect(seen).toEqual({ product, windowType, viaGlobal, sameNavigator: true });
  });

  test('shows in stacks under the name of its bundle', () => {
    const bundle = bundleOf('return { stack: () => new Error("here").stack };');
    const { stack } = evaluateBundle(bundle, {}) as { stack(): string };

    expect(stack()).toContain(`${bundleFileName(bundle)}:1`);
  });
});

describe('time in a realm', () => {
  test('is virtual', () => {
    const { now, made, called } = evaluate(
      'return { now: Date.now(), made: new Date().getTime(), called: Date() };',
    );

    expect([now, made]).toEqual([WORLD_EPOCH, WORLD_EPOCH]);
    expect(called).toContain('2026');
  });

  test('can be given: only the present moment is not the real one', () => {
    const { given } = evaluate('return { given: new Date(0).toISOString() };');

    expect(given).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('randomness in a realm', () => {
  const DRAWS = {
    'Math.random': 'return { drawn: [Math.random(), Math.random()] };',
    'globalThis.Math.random': 'return { drawn: [globalThis.Math.random()] };',
    'crypto.getRandomValues': 'return { drawn: [...crypto.getRandomValues(new Uint8Array(16))] };',
    'crypto.randomUUID': 'return { drawn: crypto.randomUUID() };',
  };

  test.each(Object.entries(DRAWS))('by %s is the same for the same seed', (_, code) => {
    expect(evaluate(code, { seed: 5 }).drawn).toEqual(evaluate(code, { seed: 5 }).drawn);
  });

  test.each(Object.entries(DRAWS))('by %s differs between seeds', (_, code) => {
    expect(evaluate(code, { seed: 5 }).drawn).not.toEqual(evaluate(code, { seed: 6 }).drawn);
  });

  test('fills exactly the view that it is given', () => {
    const { bytes } = evaluate(`
      const buffer = new Uint8Array(32);
      crypto.getRandomValues(buffer.subarray(8, 24));
      return { bytes: [...buffer] };`) as { bytes: number[] };

    expect(bytes.slice(0, 8).concat(bytes.slice(24))).toEqual(Array(16).fill(0));
    expect(new Set(bytes.slice(8, 24)).size).toBeGreaterThan(4);
  });

  test('gives UUIDs of version 4', () => {
    expect(evaluate(DRAWS['crypto.randomUUID']).drawn).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('leaves the rest of Math as it is', () => {
    expect(evaluate('return { rest: [Math.floor(1.5), Math.max(1, 2), Math.PI] };').rest).toEqual([
      1,
      2,
      Math.PI,
    ]);
  });
});

describe('digests in a realm', () => {
  test.each(['SHA-1', 'SHA-256', 'SHA-512'])(
    '%s is that of the platform, without its thread pool',
    async (name) => {
      const data = new TextEncoder().encode('amplify');
      const { digest: compute } = evaluate(
        `return { digest: (name, data) => crypto.subtle.digest(name, data) };`,
      ) as {
        digest(name: string, data: Uint8Array): Promise<ArrayBuffer>;
      };

      expect(Buffer.from(await compute(name, data))).toEqual(
        createHash(name.replace('-', '')).update(data).digest(),
      );
    },
  );

  test('a signature by HMAC is that of the platform', async () => {
    const { sign } = evaluate(`return {
      sign: async (key, data) => {
        const algorithm = { name: 'HMAC', hash: { name: 'SHA-256' } };
        return crypto.subtle.sign('HMAC', await crypto.subtle.importKey('raw', key, algorithm, false, ['sign']), data);
      },
    };`) as { sign(key: Uint8Array, data: Uint8Array): Promise<ArrayBuffer> };
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const own = await crypto.subtle.importKey('raw', new Uint8Array([1, 2, 3]), algorithm, false, ['sign']);

    const signature = await sign(new Uint8Array([1, 2, 3]), new Uint8Array([4, 5]));

    expect(signature).toEqual(await crypto.subtle.sign('HMAC', own, new Uint8Array([4, 5])));
  });
});

describe('the installed Amplify in realms', () => {
  let release: Release;

  beforeAll(async () => {
    release = await loadRelease('installed');
  });

  function boot(storage: Map<string, string>, server: FakeCognito) {
    return bootV6(evaluateBundle(release.bundle, {}), {
      pool: server.options,
      storage: {
        getItem: async (key) => storage.get(key) ?? null,
        setItem: async (key, value) => void storage.set(key, value),
        removeItem: async (key) => void storage.delete(key),
        clear: async () => storage.clear(),
      },
      onHubEvent: () => {},
    });
  }

  test('patches nothing of the process', async () => {
    const names = Object.getOwnPropertyNames(globalThis);
    const values = (): unknown[] => names.map((name) => (globalThis as Record<string, unknown>)[name]);
    const methods = (): unknown[] => [
      Math.random,
      Date.now,
      process.nextTick,
      Promise.prototype.then,
      crypto.getRandomValues,
      console.log,
    ];
    const before = [...values(), ...methods()];

    const server = new FakeCognito({ now: () => WORLD_EPOCH });
    await boot(new Map(), server).fetchAuthSession();

    expect(Object.getOwnPropertyNames(globalThis)).toEqual(names);
    const changed = [...values(), ...methods()].flatMap((value, index) =>
      Object.is(value, before[index]) ? [] : [names[index] ?? `method ${index - names.length}`],
    );
    expect(changed).toEqual([]);
  });

  test('keep their sessions apart', async () => {
    const server = new FakeCognito({ now: () => WORLD_EPOCH });
    server.addUser({ username: 'alice', password: 'Correct-Horse-1' });
    const tokens = server.startSession('alice');
    const client = `CognitoIdentityServiceProvider.${server.options.clientId}`;
    const signedIn = new Map([
      [`${client}.LastAuthUser`, 'alice'],
      ...Object.entries(tokens).map(([name, value]): [string, string] => [`${client}.alice.${name}`, value]),
    ]);

    const [one, other] = await Promise.all([
      boot(signedIn, server).fetchAuthSession(),
      boot(new Map(), server).fetchAuthSession(),
    ]);

    expect(one).toMatchObject({ signedIn: true, accessToken: tokens.accessToken });
    expect(other).toEqual({ kind: 'session', signedIn: false });
  });
});

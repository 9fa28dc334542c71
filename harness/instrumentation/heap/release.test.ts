import { beforeAll, describe, expect, it } from 'vitest';
import { seedSession } from '../../../bench/seed-session.ts';
import { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import { applyOperation, type StorageOperation } from '../../../fakes/storage/operation.ts';
import { bootV6 } from '../../amplify/client/v6.ts';
import { Randomness } from '../../amplify/realm/randomness.ts';
import { createRealm } from '../../amplify/realm/realm.ts';
import { loadRelease } from '../../amplify/releases/load-release.ts';
import type { Bundle } from '../../amplify/releases/release.ts';
import { DeliveredResponse } from '../../simulation/world/delivered-response.ts';
import { eventLoopTurn } from '../../simulation/world/quiescence.ts';
import { WORLD_EPOCH } from '../../simulation/world/world.ts';
import { HEAP_HOOKS } from './hook-names.ts';
import { type InstrumentedBundle, instrumentBundle } from './instrument.ts';
import type { StepAccesses } from './runtime/recorder.ts';
import { HeapTracker } from './tracker.ts';

let bundle: Bundle;
let instrumented: InstrumentedBundle;

beforeAll(async () => {
  ({ bundle } = await loadRelease('installed'));
  instrumented = instrumentBundle(bundle);
});

class FixedDate extends Date {
  constructor(...args: unknown[]) {
    super(...((args.length === 0 ? [WORLD_EPOCH] : args) as [number]));
  }
  static override now(): number {
    return WORLD_EPOCH;
  }
}

/** What an app asks, in turn, and what comes of it; each answer of storage and network is a step. */
async function run(
  code: Bundle,
  tracker?: HeapTracker,
): Promise<{ results: unknown[]; steps: StepAccesses[] }> {
  const server = new FakeCognito({ now: () => WORLD_EPOCH, seed: '1' });
  const data = seedSession(server);
  const queue: (() => void)[] = [];
  const queued = <T>(work: () => T): Promise<T> =>
    new Promise((resolve) => queue.push(() => resolve(work())));
  let words = 0;
  const exports = createRealm(
    code,
    {
      platform: 'react-native',
      fetch: (input, init) =>
        queued(() => {
          const headers = (init?.headers ?? {}) as Record<string, string>;
          const request = { method: 'POST', url: String(input), headers, body: String(init?.body) };
          return new DeliveredResponse(server.respond(request), request.url);
        }),
      timers: {
        setTimeout: () => 0,
        setInterval: () => 0,
        clearTimeout: () => {},
        clearInterval: () => {},
      } as never,
      Date: FixedDate as unknown as DateConstructor,
      draw: () => new Randomness(1),
      drawWord: () => (words += 1),
      print: () => {},
      extra: {},
    },
    tracker && { [HEAP_HOOKS]: tracker.hooks },
  );
  const operate = (operation: StorageOperation) => queued(() => applyOperation(data, operation));
  const client = bootV6(exports, {
    pool: server.options,
    storage: {
      getItem: async (key) => ((await operate({ method: 'getItem', key })) as string | undefined) ?? null,
      setItem: async (key, value) => void (await operate({ method: 'setItem', key, value })),
      removeItem: async (key) => void (await operate({ method: 'removeItem', key })),
      clear: async () => void (await operate({ method: 'clear' })),
    },
    onHubEvent: (event) => results.push(event),
  });
  tracker?.finishBoot([exports]);

  const results: unknown[] = [];
  const steps: StepAccesses[] = [];
  const step = async (work: () => void): Promise<void> => {
    tracker?.beginStep(`s${steps.length}`);
    work();
    await eventLoopTurn();
    steps.push(tracker?.endStep() ?? { accesses: new Map(), readDigest: '' });
  };
  const account = { username: 'alice', password: 'Correct-Horse-1' };
  const program: (() => Promise<unknown>)[][] = [
    [() => client.fetchAuthSession(), () => client.getCurrentUser(), () => client.fetchAuthSession()],
    [
      () => client.fetchAuthSession({ forceRefresh: true }),
      () => client.fetchAuthSession({ forceRefresh: true }),
    ],
    [() => client.signOut()],
    [() => client.fetchAuthSession(), () => client.signIn(account)],
    [() => client.signIn(account), () => client.signOut({ global: true })],
  ];
  for (const calls of program) {
    for (const call of calls) {
      await step(
        () =>
          void call().then(
            (result) => results.push(result),
            (error) => results.push(String(error)),
          ),
      );
    }
    for (let work = queue.shift(); work; work = queue.shift()) await step(work);
  }
  return { results, steps };
}

describe('an instrumented release', () => {
  it('is followed in full', () => {
    expect(instrumented.untracked).toEqual([]);
    const { variables, properties } = instrumented.tracked;
    expect(variables).toBeGreaterThan(30);
    expect(variables).toBeLessThan(70);
    expect(properties).toBeGreaterThan(60);
    expect(properties).toBeLessThan(200);
  });

  it('does what the plain one does, in each of several realms', async () => {
    const plain = await run(bundle);
    expect(plain.results.length).toBeGreaterThan(9);
    for (let realm = 0; realm < 2; realm += 1) {
      const tracker = new HeapTracker();
      const { results, steps } = await run(instrumented, tracker);
      expect(results).toEqual(plain.results);
      expect(steps.length).toBe(plain.steps.length);
      expect(tracker.untrackedAtRuntime).toEqual([]);
    }
  });

  it('records the same in each realm', async () => {
    const one = await run(instrumented, new HeapTracker());
    const other = await run(instrumented, new HeapTracker());
    expect(other.steps).toEqual(one.steps);
  });

  it('has calls that share a refresh', async () => {
    const { steps } = await run(instrumented, new HeapTracker());
    const places = new Set(steps.flatMap(({ accesses }) => [...accesses.keys()]));
    expect([...places].some((place) => place.endsWith(':inflightPromise'))).toBe(true);
    expect([...places].some((place) => place.endsWith(':(promise)'))).toBe(true);
  });
});

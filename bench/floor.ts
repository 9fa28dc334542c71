import { FakeCognito } from '../fakes/cognito/fake-cognito.ts';
import { applyOperation, type StorageData } from '../fakes/storage/operation.ts';
import { bootV6 } from '../harness/amplify/client/v6.ts';
import { Randomness } from '../harness/amplify/realm/randomness.ts';
import { createRealm } from '../harness/amplify/realm/realm.ts';
import type { Subject } from '../harness/simulation/execution/subject.ts';
import { DeliveredResponse } from '../harness/simulation/world/delivered-response.ts';
import { WORLD_EPOCH } from '../harness/simulation/world/world.ts';
import { seedSession } from './seed-session.ts';

/**
 * What Amplify's own code costs: a fresh realm and the same three calls, over storage and network that answer at
 * once. No scheduling, no recording, no judging.
 */
export async function runFloor({ release }: Subject): Promise<void> {
  const server = new FakeCognito({ now: () => WORLD_EPOCH, seed: '1' });
  const data: StorageData = seedSession(server);
  let words = 0;
  const exports = createRealm(release.bundle, {
    platform: 'react-native',
    fetch: async (input, init) => {
      const request = {
        method: 'POST',
        url: String(input),
        headers: (init?.headers ?? {}) as Record<string, string>,
        body: String(init?.body),
      };
      return new DeliveredResponse(server.respond(request), request.url);
    },
    timers: { setTimeout, setInterval, clearTimeout, clearInterval } as never,
    Date: FIXED_DATE,
    draw: () => new Randomness(1),
    drawWord: () => (words += 1),
    print: () => {},
    extra: {},
  });
  const client = bootV6(exports, {
    pool: server.options,
    storage: {
      getItem: async (key) => applyOperation(data, { method: 'getItem', key }) ?? null,
      setItem: async (key, value) => void applyOperation(data, { method: 'setItem', key, value }),
      removeItem: async (key) => void applyOperation(data, { method: 'removeItem', key }),
      clear: async () => void applyOperation(data, { method: 'clear' }),
    },
    onHubEvent: () => {},
  });
  const results = await Promise.all([
    client.fetchAuthSession(),
    client.getCurrentUser(),
    client.fetchAuthSession(),
  ]);
  if (results.some(({ signedIn }) => !signedIn)) throw new Error('the floor lost the session');
}

/** A clock that stands still costs nothing. */
const FIXED_DATE = class extends Date {
  constructor() {
    super(WORLD_EPOCH);
  }
  static override now(): number {
    return WORLD_EPOCH;
  }
} as unknown as DateConstructor;

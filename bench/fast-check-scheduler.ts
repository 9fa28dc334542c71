import fc from 'fast-check';
import { FakeCognito } from '../fakes/cognito/fake-cognito.ts';
import { applyOperation, type StorageData, type StorageOperation } from '../fakes/storage/operation.ts';
import type { AuthClient, SessionResult, UserResult } from '../harness/amplify/client/auth-client.ts';
import { bootV6 } from '../harness/amplify/client/v6.ts';
import { Randomness } from '../harness/amplify/realm/randomness.ts';
import { createRealm } from '../harness/amplify/realm/realm.ts';
import type { Subject } from '../harness/simulation/execution/subject.ts';
import type { ProgramCall } from '../harness/simulation/scenario/scenario.ts';
import { DeliveredResponse } from '../harness/simulation/world/delivered-response.ts';
import { seedSession } from './seed-session.ts';

/** What one execution is made of; Amplify itself stays from one to the next, as in a module cache. */
interface Run {
  readonly server: FakeCognito;
  readonly data: StorageData;
  readonly scheduler: fc.Scheduler;
  /** Settles with the storage operation issued last: one serial queue, as the scenarios have it. */
  last: Promise<unknown>;
}

/**
 * The test that one writes today, generalised over scenario and release: fast-check's scheduler decides when each
 * call starts, when each storage operation is done, when each request arrives and when its response comes back; at
 * the end the stored session is looked at, and what calls returned.
 */
export class FastCheckTest {
  readonly #subject: Subject;
  readonly #client: AuthClient;
  #run: Run | undefined;

  constructor(subject: Subject) {
    this.#subject = subject;
    let words = 0;
    const exports = createRealm(subject.release.bundle, {
      platform: 'react-native',
      fetch: (input, init) => this.#fetch(String(input), init),
      timers: { setTimeout, setInterval, clearTimeout, clearInterval } as never,
      Date,
      draw: () => new Randomness(1),
      drawWord: () => (words += 1),
      print: () => {},
      extra: {},
    });
    this.#client = bootV6(exports, {
      pool: new FakeCognito({ now: Date.now, seed: '1' }).options,
      storage: {
        getItem: async (key) => (await this.#store({ method: 'getItem', key })) ?? null,
        setItem: async (key, value) => void (await this.#store({ method: 'setItem', key, value })),
        removeItem: async (key) => void (await this.#store({ method: 'removeItem', key })),
        clear: async () => void (await this.#store({ method: 'clear' })),
      },
      onHubEvent: () => {},
    });
  }

  /** @returns the number of executions to the first that fails; infinite when `most` do not */
  async executionsToFinding(seed: number, most: number): Promise<number> {
    const property = fc.asyncProperty(fc.scheduler(), (scheduler) => this.#survives(scheduler));
    const { failed, numRuns } = await fc.check(property, { seed, numRuns: most, endOnFailure: true });
    return failed ? numRuns : Number.POSITIVE_INFINITY;
  }

  async #survives(scheduler: fc.Scheduler): Promise<boolean> {
    const { scenario, options, program } = this.#subject;
    const server = new FakeCognito({ ...scenario.start(options).pool, now: Date.now, seed: '1' });
    const data = seedSession(server);
    this.#run = { server, data, scheduler, last: Promise.resolve() };
    const calls = program().flatMap((actor) => ('calls' in actor ? actor.calls : []));
    const outcomes = await scheduler.waitFor(Promise.all(calls.map((call) => this.#call(call, scheduler))));
    // Amplify removes tokens without waiting for it: what is stored counts when all is still.
    await scheduler.waitIdle();
    if (calls.some(({ api }) => api === 'signOut')) {
      return ![...data.keys()].some((key) => /\.(accessToken|idToken|refreshToken)$/.test(key));
    }
    return outcomes.every(Boolean) && isSignedIn(data, server);
  }

  /** @returns whether the call found the user signed in, as far as it tells */
  async #call({ api, args = [] }: ProgramCall, scheduler: fc.Scheduler): Promise<boolean> {
    await scheduler.schedule(Promise.resolve());
    const call = this.#client[api] as (
      ...args: readonly unknown[]
    ) => Promise<Partial<SessionResult | UserResult>>;
    const outcome = await call(...args).catch(() => undefined);
    return outcome?.signedIn !== false;
  }

  #store(operation: StorageOperation): Promise<string | null | undefined> {
    const run = this.#current();
    const done = run.last.then(async () => {
      await run.scheduler.schedule(Promise.resolve());
      return applyOperation(run.data, operation);
    });
    run.last = done;
    return done;
  }

  async #fetch(url: string, { headers, body }: RequestInit = {}): Promise<Response> {
    const { server, scheduler } = this.#current();
    await scheduler.schedule(Promise.resolve());
    const wire = { method: 'POST', url, headers: headers as Record<string, string>, body: String(body) };
    const response = server.respond(wire);
    await scheduler.schedule(Promise.resolve());
    return new DeliveredResponse(response, url) as unknown as Response;
  }

  #current(): Run {
    if (!this.#run) throw new Error('Amplify did something before the first execution');
    return this.#run;
  }
}

/** Whether alice's session is stored, unless the server has ended it; entries of a stand-in user do not count. */
function isSignedIn(data: StorageData, server: FakeCognito): boolean {
  const client = `CognitoIdentityServiceProvider.${server.options.clientId}`;
  const refreshToken = data.get(`${client}.alice.refreshToken`);
  const stored = refreshToken !== undefined && data.has(`${client}.alice.accessToken`);
  const live = server.sessions().some(({ newestRefreshToken }) => server.honours(newestRefreshToken));
  return !live || (stored && data.get(`${client}.LastAuthUser`) === 'alice' && server.honours(refreshToken));
}

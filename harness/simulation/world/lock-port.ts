import type { Step } from './step.ts';
import type { StepSource, World } from './world.ts';

/** What code that holds a lock receives. */
export interface GrantedLock {
  readonly name: string;
  readonly mode: 'exclusive';
}

type WhileHeld<Result> = (lock: GrantedLock) => Result | Promise<Result>;

/** The `navigator.locks` of a page, as far as it takes one lock at a time. */
export interface PageLocks {
  /** Calls back when the lock is granted. The lock is held until the callback's result has settled. */
  request<Result>(name: string, whileHeld: WhileHeld<Result>): Promise<Result>;
  request<Result>(
    name: string,
    options: { readonly mode?: 'exclusive' },
    whileHeld: WhileHeld<Result>,
  ): Promise<Result>;
}

interface Request {
  readonly name: string;
  readonly realm: string;
  readonly step: Step;
}

/** The location that a step accesses when it requests, is granted or releases a lock of a device. */
function lockOf(device: string, name: string): string {
  return `lock:${device}:${name}`;
}

/**
 * The Web Locks of a browser (W3C Web Locks API), which its tabs share. A lock is granted to one request at a time, in the
 * order of the requests, and is released when its tab is gone. Granting a lock is a step. Only exclusive locks are
 * supported, and only requests that wait for them.
 */
export class LockPort implements StepSource {
  readonly #world: World;
  readonly #device: string;
  #waiting: Request[] = [];
  readonly #held = new Map<string, Request>();

  constructor(world: World, device: string) {
    this.#world = world;
    this.#device = device;
  }

  /** The locks as a page has them. */
  forPage(realm: string): PageLocks {
    return {
      request: async <Result>(
        name: string,
        options: object | WhileHeld<Result>,
        whileHeld = options as WhileHeld<Result>,
      ): Promise<Result> => {
        const unknown = Object.entries(options).find(
          ([key, value]) => key !== 'mode' || value !== 'exclusive',
        );
        if (unknown) throw new TypeError(`locks with ${unknown.join(' ')} are not simulated`);
        return this.#request(realm, name, whileHeld);
      },
    };
  }

  collect(into: Step[]): void {
    const names = new Set<string>();
    for (const { name, step } of this.#waiting) {
      if (!names.has(name) && !this.#held.has(name)) into.push(step);
      names.add(name);
    }
  }

  /** The holders of locks, and the waiting requests, in order. */
  queued(): string[] {
    const held = [...this.#held].sort().map(([name, { step }]) => `${name} held by ${step.id}`);
    return [...held, ...this.#waiting.map(({ name, step }) => `${name} ${step.id}`)];
  }

  dropRealm(realm: string): void {
    for (const { name, realm: of } of this.#waiting) if (of === realm) this.#touch(name);
    this.#waiting = this.#waiting.filter((request) => request.realm !== realm);
    for (const request of this.#held.values()) if (request.realm === realm) this.#release(request);
  }

  #request<Result>(realm: string, name: string, whileHeld: WhileHeld<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const { lineage, actor, stack } = this.#world.issue(() => `request of lock "${name}"`);
      const request: Request = {
        name,
        realm,
        step: {
          lineage,
          id: lineage.id,
          kind: 'event',
          actor,
          realm,
          resource: undefined,
          writes: false,
          runsJavaScript: true,
          stack,
          facts: () => ({ kind: 'event', operation: 'lock-granted', keys: [name], target: realm }),
          run: () => {
            this.#touch(name);
            this.#waiting = this.#waiting.filter((other) => other !== request);
            this.#held.set(name, request);
            const holding = new Promise<Result>((held) => held(whileHeld({ name, mode: 'exclusive' })));
            const release = (): void => this.#release(request);
            holding.then(release, release);
            holding.then(resolve, reject);
          },
        },
      };
      this.#touch(name);
      this.#waiting.push(request);
    });
  }

  /** If the tab is gone, its lock has been released before. */
  #release(request: Request): void {
    if (this.#held.get(request.name) !== request) return;
    this.#touch(request.name);
    this.#held.delete(request.name);
  }

  #touch(name: string): void {
    this.#world.touch('write', lockOf(this.#device, name));
  }
}

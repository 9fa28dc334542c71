import { setupServer } from 'msw/node';
import { onTestFinished, vi } from 'vitest';
import { FakeCognito, type FakeCognitoSettings } from '../fake-cognito.ts';
import { ALICE, START } from '../fixtures.ts';
import { cognitoHandlers } from '../msw.ts';

/** A fake behind Mock Service Worker for one test, and a clock that client and server share. */
export function serve(settings: Partial<FakeCognitoSettings> = {}): {
  readonly server: FakeCognito;
  /** Moves the clock. */
  wait(milliseconds: number): void;
  /** What the server was asked for since the last time, and what came of it. */
  take(): string[];
} {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  const server = new FakeCognito({ now: () => Date.now(), seed: '1', ...settings });
  server.addUser(ALICE);
  const msw = setupServer(...cognitoHandlers(server));
  msw.listen({ onUnhandledRequest: 'error' });
  onTestFinished(() => {
    msw.close();
    vi.useRealTimers();
  });
  return {
    server,
    wait: (milliseconds) => void vi.setSystemTime(Date.now() + milliseconds),
    take: () =>
      server.log
        .splice(0)
        .map(({ operation, outcome }) => (outcome === 'ok' ? operation : `${operation}: ${outcome}`)),
  };
}

/** From now on in this test, a client that waits before it tries again gets its turn at once. */
export function skipWaits(): void {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: Date.now() });
  vi.setTimerTickMode('nextTimerAsync');
}

/** A place for a client to keep its session in. */
export class MemoryStorage {
  readonly data = new Map<string, string>();

  getItem(key: string): string | null {
    return this.data.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    this.data.set(key, value);
  }

  removeItem(key: string): void {
    this.data.delete(key);
  }

  clear(): void {
    this.data.clear();
  }
}

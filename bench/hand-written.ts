import { Amplify } from 'aws-amplify';
import { fetchAuthSession, getCurrentUser } from 'aws-amplify/auth';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import fc from 'fast-check';
import { setupServer } from 'msw/node';
import { FakeCognito } from '../fakes/cognito/fake-cognito.ts';
import { cognitoHandlers } from '../fakes/cognito/msw.ts';
import { seedSession } from './seed-session.ts';

const CALLS: readonly (() => Promise<unknown>)[] = [fetchAuthSession, getCurrentUser, fetchAuthSession];

/**
 * The same scenario as a careful developer writes it today: one copy of Amplify from the module cache, reused
 * between runs; storage operations in the order of fast-check's scheduler; the network by msw.
 * @param runs executions in one property
 */
export async function runHandWritten(runs: number, seed: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const server = new FakeCognito({ now: () => Date.now(), seed: '1' });
      const data = seedSession(server);
      const msw = setupServer(...cognitoHandlers(server));
      msw.listen({ onUnhandledRequest: 'error' });
      try {
        Amplify.configure({
          Auth: {
            Cognito: { userPoolId: server.options.userPoolId, userPoolClientId: server.options.clientId },
          },
        });
        cognitoUserPoolsTokenProvider.setKeyValueStorage({
          getItem: (key) => scheduler.schedule(Promise.resolve()).then(() => data.get(key) ?? null),
          setItem: (key, value) =>
            scheduler.schedule(Promise.resolve()).then(() => void data.set(key, value)),
          removeItem: (key) => scheduler.schedule(Promise.resolve()).then(() => void data.delete(key)),
          clear: () => scheduler.schedule(Promise.resolve()).then(() => data.clear()),
        });
        const calls = CALLS.map((call) => scheduler.schedule(Promise.resolve()).then(() => call()));
        await scheduler.waitFor(Promise.all(calls));
        if (![...data.keys()].some((key) => key.endsWith('.alice.refreshToken'))) throw new Error('lost');
      } finally {
        msw.close();
      }
    }),
    { numRuns: runs, seed, endOnFailure: true },
  );
}

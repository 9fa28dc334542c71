import { z } from 'zod';
import type { Bundle } from '../../amplify/releases/release.ts';
import { DerivedCache } from '../derived/derived-cache.ts';
import type { RewindableBundle } from './rewindable.ts';

const cache = new DerivedCache({
  name: 'rewindable',
  folders: ['harness/instrumentation/rewind', 'harness/instrumentation/heap'],
  facts: { obstacles: z.array(z.string()) },
});

/** Number of executions after which reading it from the cache (a few milliseconds) pays off. */
const WORTH_READING = 20;
/** Number of executions after which making it (about a second) pays off. */
const WORTH_MAKING = 500;

interface Request {
  times: number;
  bundle: RewindableBundle | undefined;
}

const requests = new Map<string, Request>();

/**
 * The rewindable version of a bundle, once it has been asked for so often that it pays off. Undefined until then, and if
 * there is none: an execution does the same with and without it.
 */
export async function loadRewindable(bundle: Bundle): Promise<RewindableBundle | undefined> {
  const request = requestFor(bundle);
  request.times += 1;
  if (request.times === WORTH_READING) request.bundle = await cache.read(bundle);
  if (request.times === WORTH_MAKING && !request.bundle) {
    // Babel takes long to load, so only if there is something to make.
    const { makeRewindable } = await import('./rewindable.ts');
    request.bundle = makeRewindable(bundle);
    await cache.write(bundle, { ...request.bundle, obstacles: [...request.bundle.obstacles] });
  }
  return request.bundle?.obstacles.length === 0 ? request.bundle : undefined;
}

function requestFor({ hash }: Bundle): Request {
  let request = requests.get(hash);
  if (!request) {
    request = { times: 0, bundle: undefined };
    requests.set(hash, request);
  }
  return request;
}

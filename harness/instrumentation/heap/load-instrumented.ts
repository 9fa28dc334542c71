import { z } from 'zod';
import type { Bundle } from '../../amplify/releases/release.ts';
import { DerivedCache } from '../derived/derived-cache.ts';
import type { InstrumentedBundle } from './instrument.ts';

const cache = new DerivedCache({
  name: 'instrumented',
  folders: ['harness/instrumentation/heap'],
  facts: {
    untracked: z.array(z.string()),
    tracked: z.object({ variables: z.number(), properties: z.number() }),
  },
});

const loaded = new Map<string, Promise<InstrumentedBundle>>();

/**
 * The instrumented version of a bundle: the one that this process has, else from the cache, else made, which takes
 * about a second for a release.
 */
export function loadInstrumented(bundle: Bundle): Promise<InstrumentedBundle> {
  let result = loaded.get(bundle.hash);
  if (result === undefined) {
    result = load(bundle);
    loaded.set(bundle.hash, result);
  }
  return result;
}

async function load(bundle: Bundle): Promise<InstrumentedBundle> {
  const cached = await cache.read(bundle);
  const place = bundle.cacheDir === undefined ? {} : { cacheDir: bundle.cacheDir };
  if (cached) return { ...cached, ...place };
  // Babel takes longer to load than a whole search of two calls: only where there is something to be made.
  const { instrumentBundle } = await import('./instrument.ts');
  const made = instrumentBundle(bundle);
  await cache.write(bundle, { ...made, untracked: [...made.untracked] });
  return { ...made, ...place };
}

/** Spares {@link loadInstrumented} the work in a thread that was handed the outcome. */
export function rememberInstrumented(bundle: Bundle, instrumented: InstrumentedBundle): void {
  loaded.set(bundle.hash, Promise.resolve(instrumented));
}

import { readFileSync } from 'node:fs';
import type { SourceMapInput } from '@jridgewell/trace-mapping';
import { ReleaseError } from './errors.ts';
import { sha256 } from './file-hashes.ts';
import type { CachedBundle } from './release-cache.ts';

/**
 * The source map of a bundle in the cache.
 * @throws {ReleaseError} if it is gone or has been replaced
 */
export function readSourceMap({
  mapFile,
  mapHash,
}: Pick<CachedBundle, 'mapFile' | 'mapHash'>): SourceMapInput {
  try {
    const text = readFileSync(mapFile, 'utf8');
    if (sha256(text) === mapHash) {
      return JSON.parse(text);
    }
  } catch {
    // Gone: reported below, as if it had been replaced.
  }
  throw new ReleaseError(
    `The source map ${mapFile} is gone or belongs to another build`,
    'Run the same command again to recreate it.',
  );
}

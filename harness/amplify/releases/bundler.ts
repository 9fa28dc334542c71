import { createRequire } from 'node:module';

/** Raise it whenever the same packages would be bundled differently. */
const OWN_VERSION = 5;

const esbuild = createRequire(import.meta.url)('esbuild/package.json') as { version: string };

/** What bundles: a part of the key of everything in the cache. Known without loading it. */
export const BUNDLER = [OWN_VERSION, esbuild.version] as const;

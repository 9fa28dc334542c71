import envPaths from 'env-paths';

/** Environment variable that names another cache directory, such as one that a CI job keeps between runs. */
export const CACHE_VARIABLE = 'AMPLIFY_RACE_CACHE';

/** Where loaded releases are kept by default: the user's cache directory. */
export function defaultCacheDir(): string {
  return process.env[CACHE_VARIABLE] || envPaths('amplify-race', { suffix: '' }).cache;
}

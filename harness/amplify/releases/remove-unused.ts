import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** After this long without use an entry of the cache is removed. Milliseconds. */
const KEEP_MS = 30 * 24 * 3_600_000;

/** Whether an entry may go. @param age milliseconds since it was last used */
type IsUnused = (name: string, age: number) => boolean;

/** Removes what nobody uses any more from a directory of the cache. Says nothing of what cannot be removed. */
export async function removeUnused(
  directory: string,
  isUnused: IsUnused = (_, age) => isOld(age),
): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  const removals = names.map(async (name) => {
    const path = join(directory, name);
    const age = Date.now() - (await stat(path)).mtimeMs;
    if (isUnused(name, age)) await rm(path, { recursive: true, force: true });
  });
  // Another process may be removing the same ones: what fails now is tried again next time.
  await Promise.allSettled(removals);
}

export function isOld(age: number): boolean {
  return age > KEEP_MS;
}

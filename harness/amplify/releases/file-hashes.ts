import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** SHA-256 of a text or of bytes, in lower-case hexadecimal. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** SHA-256 of files by path; `''` for one that cannot be read. */
export async function hashFiles(paths: readonly string[]): Promise<Record<string, string>> {
  const hashes = paths.map(async (path) => {
    const content = await readFile(path).catch(() => undefined);
    return [path, content === undefined ? '' : sha256(content)] as const;
  });
  return Object.fromEntries(await Promise.all(hashes));
}

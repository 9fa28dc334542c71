import { readFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { z } from 'zod';
import { makeFolder } from '../../../host/make-folder.ts';
import { writeWhole } from '../../../host/write-whole.ts';
import type { Result } from '../../../results/types.ts';
import { sha256 } from '../../amplify/releases/file-hashes.ts';
import { removeUnused } from '../../amplify/releases/remove-unused.ts';
import { type Trace, traceSchema } from '../../analysis/trace/schema.ts';

/** The outcome of a check. */
export interface Verdict {
  readonly result: Result;
  /** Traces of the result's findings by signature. */
  readonly traces: Readonly<Record<string, Trace>>;
}

const Stored = z.object({
  // The key says that this version of the code wrote it. The hash says whether it is complete.
  result: z.custom<Result>((value) => typeof value === 'object' && value !== null),
  traces: z.record(z.string(), traceSchema),
});

/** Verdicts on disk, one compressed file each. Several processes may use it at once. */
export class VerdictStore {
  readonly #directory: string;
  #isPruned = false;

  constructor(cacheDir: string) {
    this.#directory = join(cacheDir, 'verdicts');
  }

  /** The verdict, or `undefined` if there is none or it is damaged. */
  read(key: string): Verdict | undefined {
    const path = this.#pathOf(key);
    try {
      const text = gunzipSync(readFileSync(path)).toString('utf8');
      const [hash, body = ''] = text.split('\n', 2);
      if (sha256(body) !== hash) return undefined;
      const verdict = Stored.parse(JSON.parse(body));
      utimesSync(path, new Date(), new Date());
      return verdict;
    } catch {
      // Missing, cut short or tampered with: in any case the check must run again.
      return undefined;
    }
  }

  /** Stores a verdict, if the disk has room. */
  async write(key: string, verdict: Verdict): Promise<void> {
    try {
      makeFolder(this.#directory);
      if (!this.#isPruned) await removeUnused(this.#directory);
      this.#isPruned = true;
      const body = JSON.stringify(verdict);
      writeWhole(this.#pathOf(key), gzipSync(`${sha256(body)}\n${body}`));
    } catch {
      // The disk is full or read-only: the check runs again next time.
    }
  }

  #pathOf(key: string): string {
    return join(this.#directory, `${key}.json.gz`);
  }
}

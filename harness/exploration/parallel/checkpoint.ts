import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UserError } from '../../../host/user-error.ts';
import { writeWhole } from '../../../host/write-whole.ts';
import { sha256 } from '../../amplify/releases/file-hashes.ts';
import { searchSnapshot } from './search-snapshot.ts';
import { SearchState } from './search-state.ts';

export const CHECKPOINT_SCHEMA = 'amplify-race/checkpoint@2';

const Envelope = z.strictObject({
  schema: z.literal(CHECKPOINT_SCHEMA),
  /** See `searchIdentity`; includes the shard, if there is one. */
  of: z.string(),
  /** SHA-256 of {@link search}, hexadecimal. */
  checksum: z.string(),
  /** A {@link searchSnapshot}, as JSON. */
  search: z.string(),
});

/** A checkpoint that cannot be read or written, or belongs to another search. */
export class CheckpointError extends UserError {
  override readonly name = 'CheckpointError';
}

/**
 * Reads the state in which a search was stopped.
 * @param of identity of the search to resume
 * @returns undefined if there is no such file
 * @throws {CheckpointError} if it is damaged or belongs to another search
 */
export async function readCheckpoint(path: string, of: string): Promise<SearchState | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new CheckpointError(`cannot read ${path}: ${error.code ?? error.message}`);
  });
  if (text === undefined) return undefined;
  const data = parse(path, text);
  const version = z.object({ schema: z.string() }).safeParse(data);
  if (!version.success || !version.data.schema.startsWith('amplify-race/checkpoint@')) {
    throw new CheckpointError(`${path} is not a checkpoint of amplify-race: name another file`);
  }
  if (version.data.schema !== CHECKPOINT_SCHEMA) {
    throw new CheckpointError(
      `${path} is of format ${JSON.stringify(version.data.schema)}; this version reads ${CHECKPOINT_SCHEMA}`,
    );
  }
  const envelope = Envelope.safeParse(data);
  if (!envelope.success || sha256(envelope.data.search) !== envelope.data.checksum) throw damaged(path);
  if (envelope.data.of !== of) {
    throw new CheckpointError(
      `${path} belongs to another search: the scenario, options, seed, release, shard or version of amplify-race differ. ` +
        'Name another file, or remove this one to start again',
    );
  }
  const snapshot = searchSnapshot.safeParse(parse(path, envelope.data.search));
  if (!snapshot.success) throw damaged(path);
  return SearchState.from(snapshot.data);
}

/**
 * Writes the state of a search, completely or not at all.
 * @throws {CheckpointError} if it cannot be written
 */
export function writeCheckpoint(path: string, of: string, state: SearchState): void {
  const search = JSON.stringify(state.snapshot());
  const envelope: z.infer<typeof Envelope> = {
    schema: CHECKPOINT_SCHEMA,
    of,
    checksum: sha256(search),
    search,
  };
  try {
    writeWhole(path, `${JSON.stringify(envelope)}\n`);
  } catch (error) {
    throw new CheckpointError(
      `cannot write ${path}: ${(error as NodeJS.ErrnoException).code ?? String(error)}`,
    );
  }
}

/** Removes the checkpoint of a finished search. */
export function removeCheckpoint(path: string): void {
  rmSync(path, { force: true });
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(path);
  }
}

function damaged(path: string): CheckpointError {
  return new CheckpointError(`${path} is damaged: remove it to start again`);
}

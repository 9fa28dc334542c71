import { z } from 'zod';
import { stepFactsSchema } from '../../../results/step-facts-schema.ts';
import type { StateEntry } from '../search/shared-visited-states.ts';

const mode = z.enum(['read', 'update', 'write']);

const unit = z.strictObject({
  path: z.array(z.string()),
  todo: z.array(z.string()).optional(),
  sleep: z.array(z.tuple([z.string(), z.array(z.tuple([z.string(), mode]))])),
  share: z.number(),
});

const facts = z.strictObject({
  steps: z.array(z.strictObject({ id: z.string(), does: stepFactsSchema })),
  outcomes: z.array(z.strictObject({ about: z.string(), shown: z.string(), exact: z.string() })),
});

const symptom = z.strictObject({
  violation: z.strictObject({ invariant: z.string(), message: z.string(), symptom: z.string() }),
  schedule: z.array(z.string()),
  facts: facts.optional(),
  hits: z.int(),
  firstHit: z.int(),
  foundBy: z.string(),
});

/** A stopped search as plain data. */
export const searchSnapshot = z.strictObject({
  shared: z.array(z.string()),
  /** Whether it has been reduced to one shard. */
  isShard: z.boolean(),
  queue: z.array(unit),
  alone: z.array(z.string()),
  /** The visited states, 12 bytes each: see {@link packStates}. */
  states: z.base64(),
  endStates: z.array(z.string()),
  untracked: z.array(z.string()),
  symptoms: z.array(symptom),
  inForce: z.array(z.tuple([z.string(), z.int()])),
  lengths: z.array(z.tuple([z.int(), z.int()])),
  totals: z.strictObject({
    executions: z.int(),
    begun: z.int(),
    failing: z.int(),
    complete: z.int(),
    merged: z.int(),
    blocked: z.int(),
    tooLong: z.int(),
    done: z.number(),
  }),
  uncontrolled: z.string().optional(),
});

export type SearchSnapshot = z.infer<typeof searchSnapshot>;

const ENTRY_BYTES = 12;

/** Each state as its key (8 bytes) and its sleep set (4 bytes), little-endian, in base64. */
export function packStates(entries: Iterable<StateEntry>, count: number): string {
  const bytes = Buffer.alloc(count * ENTRY_BYTES);
  let offset = 0;
  for (const [key, asleep] of entries) {
    bytes.writeBigInt64LE(key, offset);
    bytes.writeInt32LE(asleep, offset + 8);
    offset += ENTRY_BYTES;
  }
  return bytes.toString('base64');
}

export function* unpackStates(packed: string): Iterable<StateEntry> {
  const bytes = Buffer.from(packed, 'base64');
  for (let offset = 0; offset + ENTRY_BYTES <= bytes.length; offset += ENTRY_BYTES) {
    yield [bytes.readBigInt64LE(offset), bytes.readInt32LE(offset + 8)];
  }
}

import { z } from 'zod';
import { stepFactsSchema } from '../../../results/step-facts-schema.ts';

export const TRACE_SCHEMA = 'amplify-race/trace@2';
/** Of the format before, which is still read and replayed. */
export const FORMER_TRACE_SCHEMA = 'amplify-race/trace@1';

const optionValue = z.union([z.string(), z.number(), z.boolean()]);

const origin = {
  /** Version of amplify-race that wrote it. */
  harness: z.string(),
  scenario: z.strictObject({
    name: z.string(),
    /** The scenario's file, when it is not one of the catalogue; relative to the project. */
    file: z.string().optional(),
    options: z.record(z.string(), optionValue),
  }),
  amplify: z.strictObject({
    spec: z.string(),
    version: z.string(),
    bundle: z.string(),
    /** The patch that was applied to it; its path from the project. */
    patch: z.string().optional(),
  }),
  seed: z.int(),
  /** SHA-256 over all that the execution did and returned, tokens included by their digests. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
};

/** Virtual time, ms since the Unix epoch. */
const time = z.number();
/** Number of steps taken, its own included. */
const at = z.int().nonnegative();

const actor = z.strictObject({
  /** What of the actor's program took part: all of it, `A`, or some of its calls only, `A+0+2`. */
  part: z.string(),
  actor: z.string(),
  realm: z.string(),
});

const call = z.strictObject({
  /** Causal id of the step in which it starts. */
  id: z.string(),
  actor: z.string(),
  realm: z.string(),
  api: z.string(),
  /** JSON in which tokens and users go by other names; `…` where they are secret. */
  args: z.string(),
  status: z.enum(['waiting', 'running', 'resolved', 'rejected', 'killed']),
  startedAt: at.optional(),
  startTime: time.optional(),
  settledAt: at.optional(),
  settleTime: time.optional(),
  /** What it came to, once it has settled. */
  result: z
    .strictObject({
      operation: z.string(),
      code: z.enum(['returned', 'failed']),
      error: z.string().optional(),
      signedIn: z.boolean().optional(),
      accessToken: z.string().optional(),
      credentials: z.literal(true).optional(),
      identity: z.string().optional(),
      credentialsExpireAt: z.number().optional(),
    })
    .optional(),
});

const step = z.strictObject({
  /** Causal id: the id of the step that issued it and its index among those. */
  id: z.string(),
  /** The id of what issued it. */
  parent: z.string().optional(),
  actor: z.string(),
  /** Absent where code of none runs or is concerned. */
  realm: z.string().optional(),
  /** When it had run. */
  time,
  does: stepFactsSchema,
  /** What code read from storages and wrote to them in this step, where that takes no steps of its own. */
  storage: z.array(z.strictObject({ realm: z.string(), does: stepFactsSchema })).optional(),
});

/**
 * One execution: enough to replay it, and to see what happened without doing so. Holds no token and no user name:
 * users are `user1`, and a token is its kind, its number in its session and the beginning of its SHA-256,
 * `refresh#1@9f86d081884c7d65`.
 */
export const traceSchema = z.strictObject({
  schema: z.literal(TRACE_SCHEMA),
  ...origin,
  /** Where the program starts from, as the scenario says, without passwords. */
  start: z.record(z.string(), z.json()),
  actors: z.array(actor),
  calls: z.array(call),
  steps: z.array(step),
  /** By device, what is stored in the end. */
  storage: z.record(z.string(), z.array(z.strictObject({ key: z.string(), value: z.string() }))),
  verdict: z.strictObject({
    invariant: z.string(),
    message: z.string(),
    signature: z.string(),
    cause: z.string(),
  }),
});

export type Trace = z.infer<typeof traceSchema>;

/** A trace of the format before. */
export const formerTraceSchema = z.strictObject({
  schema: z.literal(FORMER_TRACE_SCHEMA),
  ...origin,
  /** What of the scenario's program took part: an actor, `A`, or some of its calls only, `A+0+2`. */
  actors: z.array(z.string()),
  steps: z.array(z.strictObject({ id: z.string(), actor: z.string(), kind: z.string(), what: z.string() })),
  verdict: z.strictObject({ invariant: z.string(), message: z.string(), signature: z.string() }),
});

export type FormerTrace = z.infer<typeof formerTraceSchema>;

/** What of the scenario's program took part, each part as `A` or `A+0+2`. */
export function partsIn(trace: Trace | FormerTrace): string[] {
  return trace.schema === TRACE_SCHEMA ? trace.actors.map(({ part }) => part) : trace.actors;
}

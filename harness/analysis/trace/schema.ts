import { z } from 'zod';
import { stepFactsSchema } from '../../../results/step-facts-schema.ts';

export const TRACE_SCHEMA = 'amplify-race/trace@2';
/** The schema of the former format, which can still be read and replayed. */
export const FORMER_TRACE_SCHEMA = 'amplify-race/trace@1';

const optionValue = z.union([z.string(), z.number(), z.boolean()]);

const origin = {
  /** Version of amplify-race that wrote it. */
  harness: z.string(),
  scenario: z.strictObject({
    name: z.string(),
    /** The scenario's file, relative to the project, unless the scenario is from the catalogue. */
    file: z.string().optional(),
    options: z.record(z.string(), optionValue),
  }),
  amplify: z.strictObject({
    spec: z.string(),
    version: z.string(),
    bundle: z.string(),
    /** The patch that was applied to it, as a path relative to the project. */
    patch: z.string().optional(),
  }),
  seed: z.int(),
  /** SHA-256 over all that the execution did and returned, including digests of tokens. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
};

/** Virtual time, ms since the Unix epoch. */
const time = z.number();
/** Number of steps taken, including its own. */
const at = z.int().nonnegative();

const actor = z.strictObject({
  /** The part of the actor's program that took part: all of it, `A`, or only some calls, `A+0+2`. */
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
  /** JSON with public names for tokens and users; `…` replaces secrets. */
  args: z.string(),
  status: z.enum(['waiting', 'running', 'resolved', 'rejected', 'killed']),
  startedAt: at.optional(),
  startTime: time.optional(),
  settledAt: at.optional(),
  settleTime: time.optional(),
  /** Its result, once it has settled. */
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
  /** The id of the step that issued it. */
  parent: z.string().optional(),
  actor: z.string(),
  /** Absent where code of none runs or is concerned. */
  realm: z.string().optional(),
  /** When it had run. */
  time,
  does: stepFactsSchema,
  /** Reads and writes of storages by code in this step, if they are not steps of their own. */
  storage: z.array(z.strictObject({ realm: z.string(), does: stepFactsSchema })).optional(),
});

/**
 * One execution: enough to replay it, and to see what happened without a replay. It contains no token and no user name:
 * users are `user1`, and a token is its kind, its number in its session and the beginning of its SHA-256,
 * `refresh#1@9f86d081884c7d65`.
 */
export const traceSchema = z.strictObject({
  schema: z.literal(TRACE_SCHEMA),
  ...origin,
  /** The scenario's start state, without passwords. */
  start: z.record(z.string(), z.json()),
  actors: z.array(actor),
  calls: z.array(call),
  steps: z.array(step),
  /** What is stored at the end, by device. */
  storage: z.record(z.string(), z.array(z.strictObject({ key: z.string(), value: z.string() }))),
  verdict: z.strictObject({
    invariant: z.string(),
    message: z.string(),
    signature: z.string(),
    cause: z.string(),
  }),
});

export type Trace = z.infer<typeof traceSchema>;

/** A trace in the former format. */
export const formerTraceSchema = z.strictObject({
  schema: z.literal(FORMER_TRACE_SCHEMA),
  ...origin,
  /** The parts of the scenario's program that took part: an actor, `A`, or only some of its calls, `A+0+2`. */
  actors: z.array(z.string()),
  steps: z.array(z.strictObject({ id: z.string(), actor: z.string(), kind: z.string(), what: z.string() })),
  verdict: z.strictObject({ invariant: z.string(), message: z.string(), signature: z.string() }),
});

export type FormerTrace = z.infer<typeof formerTraceSchema>;

/** The parts of the scenario's program that took part, each as `A` or `A+0+2`. */
export function partsIn(trace: Trace | FormerTrace): string[] {
  return trace.schema === TRACE_SCHEMA ? trace.actors.map(({ part }) => part) : trace.actors;
}

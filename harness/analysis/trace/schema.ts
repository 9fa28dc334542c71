import { z } from 'zod';

export const TRACE_SCHEMA = 'amplify-race/trace@1';

const optionValue = z.union([z.string(), z.number(), z.boolean()]);

/** One execution, enough to replay it. Holds no token and no user name. */
export const traceSchema = z.strictObject({
  schema: z.literal(TRACE_SCHEMA),
  /** Version of amplify-race that wrote it. */
  harness: z.string(),
  scenario: z.strictObject({
    name: z.string(),
    /** The scenario's file, when it is not one of the catalogue; relative to the working directory. */
    file: z.string().optional(),
    options: z.record(z.string(), optionValue),
  }),
  amplify: z.strictObject({
    spec: z.string(),
    version: z.string(),
    bundle: z.string(),
    /** The patch that was applied to it; relative to the working directory. */
    patch: z.string().optional(),
  }),
  seed: z.int(),
  /** What of the scenario's program took part: an actor, `A`, or some of its calls only, `A+0+2`. */
  actors: z.array(z.string()),
  steps: z.array(
    z.strictObject({
      /** Causal id: the id of the step that issued it and its index among those. */
      id: z.string(),
      actor: z.string(),
      kind: z.string(),
      what: z.string(),
    }),
  ),
  verdict: z.strictObject({
    invariant: z.string(),
    message: z.string(),
    signature: z.string(),
  }),
  /** SHA-256 over all that the execution did and returned, tokens included by their digests. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

export type Trace = z.infer<typeof traceSchema>;

import { z } from 'zod';
import type { StepFacts, StepKind } from './step-facts.ts';

const KINDS = [
  ...(['start', 'call', 'effect', 'completion', 'request', 'response', 'fault', 'recovery'] as const),
  ...(['propagation', 'event', 'load', 'timer', 'kill', 'rest'] as const),
] satisfies StepKind[];

const call = z.strictObject({ actor: z.string(), operation: z.string(), args: z.string() });

const fault = z.strictObject({
  code: z.string(),
  stage: z.enum(['request', 'response', 'storage', 'device', 'service', 'realm', 'user']),
  lasts: z.literal(true).exactOptional(),
  at: z.int().positive().exactOptional(),
});

const outcome = z.strictObject({
  code: z.enum(['value', 'nothing', 'count', 'done', 'failed', 'answered', 'refused']),
  value: z.string().exactOptional(),
  count: z.int().exactOptional(),
  of: z.int().exactOptional(),
  error: z.string().exactOptional(),
});

/** {@link StepFacts} as files hold them. */
export const stepFactsSchema: z.ZodType<StepFacts> = z.strictObject({
  kind: z.enum(KINDS),
  operation: z.string().exactOptional(),
  args: z.string().exactOptional(),
  together: z.array(call).exactOptional(),
  keys: z.array(z.string()).exactOptional(),
  values: z.array(z.string()).exactOptional(),
  target: z.string().exactOptional(),
  by: z.string().exactOptional(),
  process: z.string().exactOptional(),
  fault: fault.exactOptional(),
  outcome: outcome.exactOptional(),
  milliseconds: z.number().exactOptional(),
  writes: z.strictObject({ done: z.int(), of: z.int() }).exactOptional(),
});

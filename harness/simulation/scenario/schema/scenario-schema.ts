import { z } from 'zod';
import type { OwnInvariant } from '../../invariants/invariant.ts';
import type { OptionSpec } from '../options.ts';
import type { Scenario } from '../scenario.ts';
import { exactly, FLAG, FUNCTION, TEXT, value } from './schema-parts.ts';

const KEBAB_CASE = value<string>(
  'a name in kebab case, such as "concurrent-refresh"',
  (input) => typeof input === 'string' && /^[a-z][a-z0-9-]*$/.test(input),
);
const SETTING = value<string | number | boolean>('a text, a number, true or false', (input) =>
  ['string', 'number', 'boolean'].includes(typeof input),
);

/** A scenario, apart from what its functions return. */
export const SCENARIO: z.ZodType<Scenario> = exactly<Scenario>({
  name: KEBAB_CASE,
  title: TEXT,
  description: TEXT,
  options: z.record(
    z.string(),
    exactly<OptionSpec>({ default: SETTING, describe: TEXT, accepts: TEXT, parse: FUNCTION }),
  ),
  start: FUNCTION,
  program: FUNCTION,
  invariants: z
    .array(
      exactly<OwnInvariant>({
        name: KEBAB_CASE,
        statement: TEXT,
        onlyAtEnd: FLAG.optional(),
        ignoresOrder: FLAG.optional(),
        aboutAnyCode: FLAG.optional(),
        check: FUNCTION,
      }),
    )
    .optional(),
});

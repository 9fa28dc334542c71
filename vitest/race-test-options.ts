import { z } from 'zod';
import { mistakesIn } from '../harness/simulation/scenario/schema/mistakes.ts';
import { exactly, NUMBER, TEXT, TIMES, value } from '../harness/simulation/scenario/schema/schema-parts.ts';
import type { RaceTestOptions } from './index.ts';

const MORE_THAN_ZERO = value<number>(
  'a number above 0',
  (input) => typeof input === 'number' && Number.isFinite(input) && input > 0,
);
const MOST = 2 ** 31 - 1;
/** As on the command line. */
const SEED = value<number>(
  `a whole number from 0 to ${MOST}`,
  (input) => Number.isInteger(input) && Number(input) >= 0 && Number(input) <= MOST,
);
const SETTING = value<string | number | boolean>('a text, a number, true or false', (input) =>
  ['string', 'number', 'boolean'].includes(typeof input),
);

const OPTIONS = exactly<RaceTestOptions>({
  amplify: TEXT.optional(),
  set: z.record(z.string(), SETTING).optional(),
  seed: SEED.optional(),
  strategy: TEXT.optional(),
  bound: NUMBER.optional(),
  runs: TIMES.optional(),
  time: MORE_THAN_ZERO.optional(),
  file: TEXT.optional(),
  traces: TEXT.optional(),
  timeout: MORE_THAN_ZERO.optional(),
});

/** @throws {TypeError} with all mistakes in the options of a race test */
export function refuseMistakesInOptions(options: RaceTestOptions): void {
  const mistakes = mistakesIn(OPTIONS, options, 'options');
  if (mistakes.length === 0) return;
  const lines = mistakes.map(({ place, message }) => `  ${place}: ${message}`);
  throw new TypeError(['raceTest cannot run with these options:', ...lines].join('\n'));
}

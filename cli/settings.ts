import { InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../harness/exploration/parallel/search-state.ts';
import { DEFAULT_STRATEGY, STRATEGIES } from '../harness/exploration/strategies/strategy-kinds.ts';
import { suggestion } from '../host/nearest.ts';

/** Enough to finish an exhaustive search of three concurrent calls; a number, so that every machine does the same. */
export const DEFAULT_RUNS = 6000;
/** Of each of several scenarios: enough to finish most of the catalogue on six releases within minutes. */
export const DEFAULT_RUNS_OF_MANY = 600;

/** Options that all verbs which run something share. */
export interface RunSettings {
  readonly amplify: readonly string[];
  readonly strategy: string;
  readonly bound?: number;
  readonly seed: number;
  readonly runs?: number;
  readonly time?: number;
  readonly workers?: number;
  readonly checkDeterminism?: boolean;
  readonly shard?: Shard;
  readonly sharedFrom?: string;
  readonly checkpoint?: string;
  readonly set: Readonly<Record<string, string>>;
  readonly json?: string;
  readonly junit?: string;
  readonly markdown?: string;
  readonly traces: string;
  readonly known?: string;
  readonly cacheDir?: string;
  readonly offline?: boolean;
  readonly patch?: string;
  readonly baseline?: string;
  readonly annotate?: string;
  readonly quiet?: boolean;
}

/** @param byDefault what stands for it where it is not given, in words */
export function amplifyOption(byDefault = 'installed'): Option {
  return new Option(
    '--amplify <release>',
    'installed, a version, a range, a tag, file:<dir> or file:<package>.tgz; repeat for several',
  )
    .default([], byDefault)
    .argParser((value: string, previous: string[]) => [...previous, value]);
}

/** Of verbs in which a range stands for every version in it. */
export const amplifySetOption = new Option(
  '--amplify <releases>',
  'as for run, of a range every version; minors:<range> the last of each minor, last10:<range> the last ten; repeatable',
)
  .default([], 'last10:5.3.x and minors:6.x')
  .argParser((value: string, previous: string[]) => [...previous, value]);

export const seedOption = new Option('--seed <number>', 'of everything random')
  .default(1)
  .argParser(wholeNumber('a seed'));

export const setOption = new Option(
  '--set <name=value>',
  "an option of the scenario (see 'list'); repeatable",
)
  .default({}, "the scenario's own")
  .argParser((value: string, previous: Record<string, string>) => {
    const match = /^([^=]+)=(.*)$/.exec(value);
    if (!match?.[1]) throw new InvalidArgumentError('It must be name=value, such as calls=2.');
    return { ...previous, [match[1]]: match[2] ?? '' };
  });

export const annotateOption = new Option(
  '--annotate <file>',
  'also print annotations for GitHub, at this file of the repository, such as package.json',
);

export const baselineOption = new Option(
  '--baseline <report>',
  'a report (--json) whose findings are known: only others count for the exit status',
);

export const markdownOption = new Option('--markdown <file>', 'also write them as Markdown');
export const jsonOption = new Option('--json <file>', 'also write the results as data');
export const tracesOption = new Option('--traces <dir>', 'where traces of findings go').default(
  '.amplify-race',
);
export const knownOption = new Option(
  '--known <file>',
  'findings to put up with: quiet where they are met, and an error where they are not met any more',
);
export const quietOption = new Option('--quiet', 'no progress');

export const checkDeterminismOption = new Option(
  '--check-determinism',
  'run every schedule twice, on one thread; inconclusive where two runs differ',
);

/** Files for results. */
export const resultOptions = [
  jsonOption,
  new Option('--junit <file>', 'also write them as JUnit XML'),
  markdownOption,
];

export const outputOptions = [...resultOptions, tracesOption, quietOption];

export const releaseOptions = [
  new Option('--cache-dir <dir>', 'where fetched releases are kept'),
  new Option('--offline', 'fetch nothing'),
  new Option(
    '--patch <file>',
    "a unified diff to apply to the release before it is bundled: of node_modules/<package>/..., or of packages/<name>/src/...ts in Amplify's repository; it may add, remove and rename files",
  ),
];

/** @param runsByDefault executions a check that is given neither `--runs` nor `--time`, in words */
export const budgetOptions = (runsByDefault: string): Option[] => [
  new Option('--runs <number>', `executions a check; without --time ${runsByDefault} by default`).argParser(
    wholeNumber('a number of executions', 1),
  ),
  new Option('--time <seconds>', 'seconds a check; no limit by default').argParser(
    wholeNumber('a number of seconds', 1),
  ),
  new Option(
    '--workers <number>',
    'threads: for checks side by side, or for the random orders or the search of one',
  )
    .default(1)
    .argParser(wholeNumber('a number of threads', 1)),
  new Option('--strategy <name>', `what decides the order: ${strategiesInWords()}`)
    .default(DEFAULT_STRATEGY)
    .argParser(strategyName),
  new Option('--bound <number>', boundInWords()).argParser(wholeNumber('a bound')),
];

/** Of one exhaustive search. */
export const searchOptions = [
  new Option('--shard <index/count>', 'search one part of several, for `merge` to put together').argParser(
    shardOf,
  ),
  new Option('--shared-from <file>', 'report of a shard that found more shared than this one: see `merge`'),
  new Option('--checkpoint <file>', 'where to go on from, if it is there, and to leave off when stopped'),
];

/** Of the verbs that judge several releases. */
export const judgingOptions = [
  seedOption,
  setOption,
  ...budgetOptions(String(DEFAULT_RUNS)),
  ...outputOptions.filter(({ long }) => long !== '--junit' && long !== '--markdown'),
  ...releaseOptions,
];

export const huntRunsOption = new Option(
  '--runs <number>',
  'executions a release: the same seed then always finds the same',
).argParser(wholeNumber('a number of executions', 1));

export const claimsRunsOption = new Option(
  '--runs <number>',
  'executions a sampled figure; 400 by default',
).argParser(wholeNumber('a number of executions', 1));

export const huntTimeOption = new Option(
  '--time <seconds>',
  'seconds a release; 60 unless --runs is given',
).argParser(wholeNumber('a number of seconds', 1));

function strategiesInWords(): string {
  return STRATEGIES.map(({ name, describe }) => `${name} (${describe})`).join('; ');
}

function boundInWords(): string {
  const meanings = STRATEGIES.flatMap(({ name, bound }) =>
    bound ? [`${name}: ${bound.describe}, ${bound.default} by default`] : [],
  );
  return `how far the strategy goes (${meanings.join('; ')})`;
}

function strategyName(value: string): string {
  const names: readonly string[] = STRATEGIES.map(({ name }) => name);
  if (names.includes(value)) return value;
  throw new InvalidArgumentError(`There are ${names.join(', ')}.${suggestion(value, names)}`);
}

function shardOf(value: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(value)?.map(Number) ?? [];
  if (!index || !count || index > count) {
    throw new InvalidArgumentError('It must be index/count, such as 1/3, 2/3 and 3/3.');
  }
  return { index, count };
}

function wholeNumber(what: string, least = 0): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > 2 ** 31 - 1) {
      throw new InvalidArgumentError(`It must be ${what}: a whole number from ${least} to ${2 ** 31 - 1}.`);
    }
    return number;
  };
}

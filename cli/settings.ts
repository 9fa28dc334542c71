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
    'release to check: installed, a version, a range, a tag, file:<dir> or file:<package>.tgz; repeatable',
  )
    .default([], byDefault)
    .argParser((value: string, previous: string[]) => [...previous, value]);
}

/** Of verbs in which a range stands for every version in it. */
export const amplifySetOption = new Option(
  '--amplify <releases>',
  'releases to check, as for run; a range means every version in it, minors:<range> the last of each minor version, last10:<range> the last ten; repeatable',
)
  .default([], 'last10:5.3.x and minors:6.x')
  .argParser((value: string, previous: string[]) => [...previous, value]);

export const seedOption = new Option('--seed <number>', 'seed of everything random')
  .default(1)
  .argParser(wholeNumber('a seed'));

export const setOption = new Option(
  '--set <name=value>',
  "set an option of the scenario (see 'list'); repeatable",
)
  .default({}, "the scenario's defaults")
  .argParser((value: string, previous: Record<string, string>) => {
    const match = /^([^=]+)=(.*)$/.exec(value);
    if (!match?.[1]) throw new InvalidArgumentError('It must be name=value, such as calls=2.');
    return { ...previous, [match[1]]: match[2] ?? '' };
  });

export const annotateOption = new Option(
  '--annotate <file>',
  'print GitHub annotations, too, attached to this file of the repository, such as package.json',
);

export const baselineOption = new Option(
  '--baseline <report>',
  'report (--json) of an earlier run: only findings that it lacks count for the exit status',
);

export const markdownOption = new Option('--markdown <file>', 'write the results as Markdown, too');
export const jsonOption = new Option('--json <file>', 'write the results as JSON, too');
export const tracesOption = new Option('--traces <dir>', 'directory for traces of findings').default(
  '.amplify-race',
);
export const knownOption = new Option(
  '--known <file>',
  'file of accepted findings: they do not fail the run; one that no longer occurs does',
);
export const quietOption = new Option('--quiet', 'show no progress');

export const checkDeterminismOption = new Option(
  '--check-determinism',
  'run every schedule twice, on one thread; if two runs differ, the check is inconclusive',
);

/** Files for results. */
export const resultOptions = [
  jsonOption,
  new Option('--junit <file>', 'write the results as JUnit XML, too'),
  markdownOption,
];

export const outputOptions = [...resultOptions, tracesOption, quietOption];

export const releaseOptions = [
  new Option('--cache-dir <dir>', 'directory for downloaded releases'),
  new Option('--offline', 'download nothing'),
  new Option(
    '--patch <file>',
    "unified diff to apply to the release first, with paths in node_modules/<package>/ or in packages/<name>/src/ of Amplify's repository; it may add, remove and rename files",
  ),
];

/** @param runsByDefault executions a check that is given neither `--runs` nor `--time`, in words */
export const budgetOptions = (runsByDefault: string): Option[] => [
  new Option(
    '--runs <number>',
    `executions per check (default: ${runsByDefault}; no limit if --time is given)`,
  ).argParser(wholeNumber('a number of executions', 1)),
  new Option('--time <seconds>', 'seconds per check (default: no limit)').argParser(
    wholeNumber('a number of seconds', 1),
  ),
  new Option(
    '--workers <number>',
    'threads; several checks run side by side, a single check is shared among them',
  )
    .default(1)
    .argParser(wholeNumber('a number of threads', 1)),
  new Option('--strategy <name>', `what picks the next step: ${strategiesInWords()}`)
    .default(DEFAULT_STRATEGY)
    .argParser(strategyName),
  new Option('--bound <number>', boundInWords()).argParser(wholeNumber('a bound')),
];

/** Of one exhaustive search. */
export const searchOptions = [
  new Option(
    '--shard <index/count>',
    'search only this part, such as 1/2; `merge` puts the parts together',
  ).argParser(shardOf),
  new Option(
    '--shared-from <file>',
    'report of another shard whose shared locations to start from; `merge` says when it is needed',
  ),
  new Option(
    '--checkpoint <file>',
    'file to resume a search from, if it exists, and to save it to when it stops',
  ),
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
  'executions per release; with the same seed, they always find the same',
).argParser(wholeNumber('a number of executions', 1));

export const claimsRunsOption = new Option(
  '--runs <number>',
  'executions per sampled figure (default: 400)',
).argParser(wholeNumber('a number of executions', 1));

export const huntTimeOption = new Option(
  '--time <seconds>',
  'seconds per release (default: 60, or no limit if --runs is given)',
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

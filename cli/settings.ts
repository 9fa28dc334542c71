import { InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../harness/exploration/parallel/search-state.ts';
import { DEFAULT_STRATEGY, STRATEGIES } from '../harness/exploration/strategies/strategy-kinds.ts';
import { suggestion } from '../host/nearest.ts';

/** Finishes an exhaustive search of three concurrent calls. A number, not a time, so that every machine does the same. */
export const DEFAULT_RUNS = 6000;
/** The default when there are several scenarios: it finishes most of the catalogue on six releases within minutes. */
export const DEFAULT_RUNS_OF_MANY = 600;

/** Options shared by all commands that run something. */
export interface RunSettings {
  readonly amplify: readonly string[];
  readonly strategy: string;
  readonly bound?: number | undefined;
  readonly seed: number;
  readonly runs?: number | undefined;
  readonly time?: number | undefined;
  readonly workers?: number | undefined;
  readonly checkDeterminism?: boolean | undefined;
  readonly shard?: Shard | undefined;
  readonly sharedFrom?: string | undefined;
  readonly checkpoint?: string | undefined;
  readonly set: Readonly<Record<string, string>>;
  readonly json?: string | undefined;
  readonly junit?: string | undefined;
  readonly markdown?: string | undefined;
  readonly traces: string;
  readonly known?: string | undefined;
  readonly cacheDir?: string | undefined;
  readonly offline?: boolean | undefined;
  readonly patch?: string | undefined;
  readonly baseline?: string | undefined;
  readonly annotate?: string | undefined;
  readonly quiet?: boolean | undefined;
}

/** @param byDefault what the help says about its default */
export function amplifyOption(byDefault = 'installed'): Option {
  return new Option(
    '--amplify <release>',
    'release to check: installed, a version, a range, a tag, file:<dir> or file:<package>.tgz; repeatable',
  )
    .default([], byDefault)
    .argParser((value: string, previous: string[]) => [...previous, value]);
}

/** For commands in which a range stands for every version in it. */
export const amplifySetOption = new Option(
  '--amplify <releases>',
  'releases to check, as for run, but a range means every version in it; minors:<range> means the last of each minor version, last10:<range> the last ten; repeatable',
)
  .default([], 'last10:5.3.x and minors:6.x')
  .argParser((value: string, previous: string[]) => [...previous, value]);

export const seedOption = new Option('--seed <number>', 'seed for all random choices')
  .default(1)
  .argParser(wholeNumber('a seed'));

export const setOption = new Option(
  '--set <name=value>',
  "set an option of the scenario (see 'list'); repeatable",
)
  .default({}, "the scenario's defaults")
  .argParser((value: string, previous: Record<string, string>) => {
    const match = /^([^=]+)=(.*)$/.exec(value);
    if (!match?.[1]) throw new InvalidArgumentError('Expected name=value, such as calls=2.');
    return { ...previous, [match[1]]: match[2] ?? '' };
  });

export const annotateOption = new Option(
  '--annotate <file>',
  'also print GitHub annotations, attached to this file of the repository, such as package.json',
);

export const baselineOption = new Option(
  '--baseline <report>',
  'report (--json) of an earlier run; only findings that are not in it affect the exit status',
);

export const markdownOption = new Option('--markdown <file>', 'also write the results as Markdown');
export const jsonOption = new Option('--json <file>', 'also write the results as JSON');
export const tracesOption = new Option('--traces <dir>', 'directory for the traces of findings').default(
  '.amplify-race',
);
export const knownOption = new Option(
  '--known <file>',
  'file of accepted findings; they do not fail the run, but one that no longer occurs does',
);
export const quietOption = new Option('--quiet', 'show no progress');

export const checkDeterminismOption = new Option(
  '--check-determinism',
  'run every schedule twice, on one thread; the check is inconclusive if the two runs differ',
);

/** Files to write results to. */
export const resultOptions = [
  jsonOption,
  new Option('--junit <file>', 'also write the results as JUnit XML'),
  markdownOption,
];

export const outputOptions = [...resultOptions, tracesOption, quietOption];

export const releaseOptions = [
  new Option('--cache-dir <dir>', 'directory for downloaded releases'),
  new Option('--offline', 'download nothing'),
  new Option(
    '--patch <file>',
    "unified diff to apply to the release first; its paths start with node_modules/<package>/ or with packages/<name>/src/ of Amplify's repository; it may add, remove and rename files",
  ),
];

/** @param runsByDefault what the help says about the number of executions without `--runs` and `--time` */
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
    'threads; several checks run side by side, a single check is divided among them',
  )
    .default(1)
    .argParser(wholeNumber('a number of threads', 1)),
  new Option('--strategy <name>', 'what picks the next step; see below')
    .default(DEFAULT_STRATEGY)
    .argParser(strategyName),
  new Option('--bound <number>', 'limit of a strategy that has one; see below').argParser(
    wholeNumber('a bound'),
  ),
];

/** Options for a single exhaustive search. */
export const searchOptions = [
  new Option(
    '--shard <index/count>',
    'search only one part, such as 1/2; `merge` combines the reports of all parts',
  ).argParser(shardOf),
  new Option(
    '--shared-from <file>',
    'report of another shard; start with the shared locations that it found (`merge` says when this is needed)',
  ),
  new Option(
    '--checkpoint <file>',
    'file to save the search to when it stops, and to resume it from if the file exists',
  ),
];

/** Options of the commands that judge several releases. */
export const judgingOptions = [
  seedOption,
  setOption,
  ...budgetOptions(String(DEFAULT_RUNS)),
  ...outputOptions.filter(({ long }) => long !== '--junit' && long !== '--markdown'),
  ...releaseOptions,
];

export const huntRunsOption = new Option(
  '--runs <number>',
  'executions per release; the same number and seed always give the same findings',
).argParser(wholeNumber('a number of executions', 1));

export const claimsRunsOption = new Option(
  '--runs <number>',
  'executions per sampled figure (default: 400)',
).argParser(wholeNumber('a number of executions', 1));

export const huntTimeOption = new Option(
  '--time <seconds>',
  'seconds per release (default: 60, or no limit if --runs is given)',
).argParser(wholeNumber('a number of seconds', 1));

/** A list for the end of the help of the commands that take {@link budgetOptions}. */
export function strategiesInWords(): string {
  const lines = STRATEGIES.flatMap(({ name, describe, bound }) => [
    `  ${name.padEnd(12)}${describe}`,
    ...(bound ? [`${' '.repeat(14)}(--bound: ${bound.describe}; default ${bound.default})`] : []),
  ]);
  return ['\nStrategies:', ...lines].join('\n');
}

function strategyName(value: string): string {
  const names: readonly string[] = STRATEGIES.map(({ name }) => name);
  if (names.includes(value)) return value;
  throw new InvalidArgumentError(`Strategies: ${names.join(', ')}.${suggestion(value, names)}`);
}

function shardOf(value: string): Shard {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(value)?.map(Number) ?? [];
  if (!index || !count || index > count) {
    throw new InvalidArgumentError('Expected <index>/<count>, such as 1/3.');
  }
  return { index, count };
}

function wholeNumber(what: string, least = 0): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > 2 ** 31 - 1) {
      throw new InvalidArgumentError(`Expected ${what}: a whole number from ${least} to ${2 ** 31 - 1}.`);
    }
    return number;
  };
}

import { Command, CommanderError } from 'commander';
import { UserError } from '../host/user-error.ts';
import { HARNESS_VERSION } from '../host/version.ts';
import type { BisectSettings } from './commands/bisect.ts';
import type { ClaimsSettings } from './commands/claims.ts';
import type { HuntSettings } from './commands/hunt.ts';
import type { MatrixSettings } from './commands/matrix.ts';
import type { ReplaySettings } from './commands/replay.ts';
import type { UpgradeSettings } from './commands/upgrade.ts';
import { WRONG_USE } from './exit-status.ts';
import { refuseUnwritable } from './output/refuse-unwritable.ts';
import type { ResultFiles } from './output/write-results.ts';
import {
  amplifyOption,
  amplifySetOption,
  annotateOption,
  baselineOption,
  budgetOptions,
  checkDeterminismOption,
  claimsRunsOption,
  DEFAULT_RUNS,
  DEFAULT_RUNS_OF_MANY,
  huntRunsOption,
  huntTimeOption,
  jsonOption,
  judgingOptions,
  knownOption,
  markdownOption,
  outputOptions,
  quietOption,
  type RunSettings,
  releaseOptions,
  resultOptions,
  searchOptions,
  seedOption,
  setOption,
  strategiesInWords,
  tracesOption,
} from './settings.ts';
import { allocateWorldsYoung } from './young-worlds.ts';

/** Runs the command line. @returns the exit status: 0 all survive, 1 a finding, 2 wrong use or a crash, 3 inconclusive */
export async function main(args: readonly string[]): Promise<number> {
  let status = 0;
  const program = createProgram((next) => {
    status = next;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USE;
    if (error instanceof UserError) {
      process.stderr.write(`error: ${error.message}\n`);
      return WRONG_USE;
    }
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    return WRONG_USE;
  }
}

/** Loads the code of a command only when it runs: help, the version and typos need none of it. */
function createProgram(setStatus: (status: number) => void): Command {
  const program = new Command('amplify-race')
    .description(
      'Runs the real aws-amplify in a simulated world and checks that tokens survive every order of events.',
    )
    .version(HARNESS_VERSION)
    .showHelpAfterError("('amplify-race --help' lists the commands)")
    // Names alone: with their arguments, the descriptions would not fit into 80 columns.
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .exitOverride()
    .hook('preAction', (_, verb) => {
      refuseUnwritable(verb.opts());
      // Not before a command runs: with other flags V8 cannot use Node's own compiled modules.
      allocateWorldsYoung();
    })
    .addHelpText('after', EXAMPLES);

  const runVerb = program
    .command('run')
    .description('check scenarios on releases')
    .argument('[scenario...]', 'names, or files that export scenarios (default: the whole catalogue)')
    .addOption(amplifyOption())
    .addOption(seedOption)
    .addOption(setOption)
    .addOption(checkDeterminismOption)
    .addOption(baselineOption)
    .addOption(annotateOption)
    .addOption(knownOption);
  const runsByDefault = `${DEFAULT_RUNS}, or ${DEFAULT_RUNS_OF_MANY} if there are several scenarios`;
  const runOptions = [...budgetOptions(runsByDefault), ...searchOptions, ...outputOptions, ...releaseOptions];
  for (const option of runOptions) runVerb.addOption(option);
  runVerb.addHelpText('after', strategiesInWords);
  runVerb.action(async (names: string[], settings: RunSettings) => {
    const { run } = await import('./commands/run.ts');
    setStatus(await run(names, settings));
  });

  const mergeVerb = program
    .command('merge')
    .description('combine the reports of shards')
    .argument('<report...>', 'files written by `run --shard` with --json');
  for (const option of resultOptions) mergeVerb.addOption(option);
  mergeVerb.action(async (files: string[], settings: ResultFiles) => {
    const { merge } = await import('./commands/merge.ts');
    setStatus(await merge(files, settings));
  });

  const replayVerb = program
    .command('replay')
    .description('run a recorded execution again, on the same release or on another')
    .argument('<trace>', 'trace file, or schedule string (ar1/...)')
    .addOption(amplifyOption('the release of the trace'));
  for (const option of [quietOption, ...releaseOptions]) replayVerb.addOption(option);
  replayVerb.action(async (trace: string, settings: ReplaySettings) => {
    const { replay } = await import('./commands/replay.ts');
    setStatus(await replay(trace, settings));
  });

  const upgradeVerb = program
    .command('upgrade')
    .description('show what an upgrade from one release to another fixes and breaks')
    .usage(
      '[options] <from> <to> [scenario...]\n       amplify-race upgrade [options] --base <revision> [scenario...]',
    )
    .argument(
      '[release-or-scenario...]',
      'two releases (a range means every version in it), then scenarios (default: all)',
    )
    .option(
      '--base <revision>',
      'compare the release in the lock file of this git revision with the one in the working tree',
    );
  for (const option of [...judgingOptions, markdownOption, annotateOption]) upgradeVerb.addOption(option);
  upgradeVerb.addHelpText('after', strategiesInWords);
  upgradeVerb.action(async (args: string[], settings: UpgradeSettings) => {
    const { upgrade } = await import('./commands/upgrade.ts');
    setStatus(await upgrade(args, settings));
  });

  const matrixVerb = program
    .command('matrix')
    .description('check scenarios on many releases; verdicts are cached')
    .argument('[scenario...]', 'names or files (default: the whole catalogue)')
    .addOption(amplifySetOption);
  for (const option of [...judgingOptions, markdownOption]) matrixVerb.addOption(option);
  matrixVerb.addHelpText('after', strategiesInWords);
  matrixVerb.action(async (names: string[], settings: MatrixSettings) => {
    const { matrix } = await import('./commands/matrix.ts');
    setStatus(await matrix(names, settings));
  });

  const bisectVerb = program
    .command('bisect')
    .description('find the release that fixed or broke findings of a scenario')
    .argument('<scenario>', 'name, or file that exports one')
    .requiredOption('--from <release>', 'older release: a version, a range, a tag or installed')
    .option('--to <release>', 'newer release', 'latest')
    .option(
      '--signature <signature>',
      'look for this finding only (default: all findings that only one of the two releases has)',
    );
  for (const option of judgingOptions) bisectVerb.addOption(option);
  bisectVerb.addHelpText('after', strategiesInWords);
  bisectVerb.action(async (name: string, settings: BisectSettings) => {
    const { bisect } = await import('./commands/bisect.ts');
    setStatus(await bisect(name, settings));
  });

  const huntVerb = program
    .command('hunt')
    .description('generate programs of API calls and look for new races')
    .addOption(amplifyOption())
    .addOption(seedOption)
    .addOption(huntRunsOption)
    .addOption(huntTimeOption)
    .addOption(knownOption);
  for (const option of [jsonOption, tracesOption, quietOption, ...releaseOptions]) huntVerb.addOption(option);
  huntVerb.action(async (settings: HuntSettings) => {
    const { hunt } = await import('./commands/hunt.ts');
    setStatus(await hunt(settings));
  });

  const claimsVerb = program
    .command('claims')
    .description('test common advice about users who are signed out at random')
    .argument('[claim...]', 'claims to measure, such as C4 (default: all)')
    .addOption(amplifyOption('the releases that each claim is about'))
    .addOption(seedOption)
    .addOption(claimsRunsOption);
  for (const option of [jsonOption, quietOption, ...releaseOptions]) claimsVerb.addOption(option);
  claimsVerb.action(async (ids: string[], settings: ClaimsSettings) => {
    const { claims } = await import('./commands/claims.ts');
    setStatus(await claims(ids, settings));
  });

  program
    .command('list')
    .description('list scenarios and their options')
    .argument('[scenario...]', 'names or files')
    .action(async (names: string[]) => {
      const { list } = await import('./commands/list.ts');
      await list(names);
    });

  program
    .command('start')
    .description('a first look: the catalogue on the installed release and on one that loses tokens')
    .action(async () => {
      const { start } = await import('./commands/start.ts');
      setStatus(await start());
    });

  for (const verb of program.commands) {
    verb.showHelpAfterError(`('amplify-race ${verb.name()} --help' lists arguments and options)`);
  }
  return program;
}

const EXAMPLES = `
Exit status:
  0  every check survives
  1  a finding, or a known one that has gone
  2  wrong use, or a crash
  3  no finding, but a check is inconclusive or was stopped

Examples:
  Check the whole catalogue on the installed release:
    amplify-race run
  Check one scenario on a published release:
    amplify-race run concurrent-refresh --amplify 6.6.6
  Check it with refresh-token rotation:
    amplify-race run concurrent-refresh --set rotation=on
  Check a scenario of your own:
    amplify-race run ./my-scenario.ts --json report.json
  Run a finding again:
    amplify-race replay .amplify-race/<trace>.json
  Show what an upgrade fixes and breaks, by release or for a pull request:
    amplify-race upgrade 6.6.6 installed
    amplify-race upgrade --base origin/main
  Check every scenario on the last release of each minor version:
    amplify-race matrix --amplify minors:6.x
  Find the release that fixed or broke a scenario:
    amplify-race bisect concurrent-refresh --from 6.6.0
  Divide one exhaustive search between two machines:
    amplify-race run concurrent-refresh --strategy exhaustive --shard 1/2 \\
      --json 1.json
    amplify-race merge 1.json 2.json
  Look for new races, for five minutes:
    amplify-race hunt --time 300
  Is this advice true?
    amplify-race claims C4
`;

/**
 * `npm run bench:oracle -- [--programs N] [--only N] [--seed N] [--totals FILE] [release...]`: whether the invariants agree
 * with what a user sees.
 *
 * Writes programs as `hunt` does, with every fault, executes each in one random order, judges it, then starts the app
 * again and asks who is signed in. Prints the disagreements by their codes, with one example each, and how many are
 * explained because the user of the same world loses the same for the same reason where nothing happens. Ends in status 1
 * where one is not explained. `--totals` keeps the totals in a file, and goes on from there. `--only` tries the program of
 * that number alone, with the same other arguments, and prints all that is known of it.
 */
import { inspect, parseArgs } from 'node:util';
import fc from 'fast-check';
import { allocateWorldsYoung } from '../../cli/young-worlds.ts';
import { randomStrategy } from '../../harness/exploration/strategies/random.ts';
import { subjectLoader } from '../../harness/simulation/execution/load-subject.ts';
import { inWords, playableOn, scenarioToTry, type TriedProgram, triedPrograms } from './programs.ts';
import { keep, progressIn } from './progress.ts';
import { agesOf, quietRuns } from './quiet-runs.ts';
import type { Right } from './right.ts';
import { tableOf } from './table.ts';
import { add } from './totals.ts';
import { type Trial, tryProgram } from './try-program.ts';
import type { Views } from './view.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    programs: { type: 'string', default: '50000' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    totals: { type: 'string' },
  },
});
const releases = positionals.length > 0 ? positionals : ['6.6.6', '6.22.1', '5.3.41'];
const seed = Number(values.seed);
allocateWorldsYoung();
const load = subjectLoader();
const quiet = quietRuns(load);

interface Tried {
  readonly trial: Trial;
  readonly amplify: string;
  readonly program: string;
}

async function tryNumber(number: number): Promise<Tried> {
  const amplify = releases[number % releases.length] ?? '';
  const [drawn] = fc.sample(triedPrograms, { seed: seed * 1_000_003 + number, numRuns: 1 });
  if (!drawn) throw new Error('fast-check drew no program');
  const program: TriedProgram = playableOn(await quiet(amplify, drawn.hunted, 'valid'), drawn);
  const subject = await load({ amplify, scenario: scenarioToTry(program), options: {}, seed: 1 });
  const quietViews = (right: Right): Promise<Views[]> =>
    Promise.all(agesOf(right, program.hunted).map((tokens) => quiet(amplify, program.hunted, tokens)));
  const strategy = randomStrategy(number);
  strategy.begin();
  const trial = await tryProgram(subject, strategy, quietViews);
  return { trial, amplify, program: inWords(program) };
}

if (values.only !== undefined) {
  const { trial, amplify, program } = await tryNumber(Number(values.only));
  process.stdout.write(
    `${program} on ${amplify}\n${inspect(trial, { depth: null, maxArrayLength: null })}\n`,
  );
  process.exitCode = trial.disagreements.every(({ asInQuiet }) => asInQuiet) ? 0 : 1;
} else {
  const progress = progressIn(values.totals, { seed, releases });
  const programs = Number(values.programs);
  while (progress.next < programs) {
    const { trial, amplify, program } = await tryNumber(progress.next);
    add(progress.totals, trial, { amplify, program, number: progress.next });
    progress.next += 1;
    if (progress.next % 500 === 0) {
      keep(values.totals, progress);
      process.stderr.write(`\r\u001b[K${progress.next} of ${programs}`);
    }
  }
  keep(values.totals, progress);
  process.stderr.write('\r\u001b[K');
  process.stdout.write(`${tableOf(progress.totals)}\n`);
  process.exitCode = Object.keys(progress.totals.unexplained).length === 0 ? 0 : 1;
}

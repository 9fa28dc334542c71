/**
 * `npm run bench:oracle -- [--programs N] [--only N] [--seed N] [release...]`: whether the invariants agree with what a user sees.
 *
 * Writes programs as `hunt` does, with every fault, executes each in one random order, judges it, then starts the app
 * again and asks who is signed in. Prints the disagreements by their code and circumstances, with one example each.
 * Ends in status 1 where there is one. `--only` tries the program of that number alone, with the same other arguments, and
 * prints all that is known of it.
 */
import { inspect, parseArgs } from 'node:util';
import fc from 'fast-check';
import { allocateWorldsYoung } from '../../harness/cli/young-worlds.ts';
import { subjectLoader } from '../../harness/execution/load-subject.ts';
import { type HuntedProgram, storageOf } from '../../harness/hunt/hunted-program.ts';
import { randomStrategy } from '../../harness/strategies/random.ts';
import { Found } from './found.ts';
import { goesOn, plainWorldOf } from './plain-world.ts';
import { inWords, scenarioToTry, triedPrograms } from './programs.ts';
import { tryProgram, viewsAfter } from './try-program.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    programs: { type: 'string', default: '50000' },
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
});
const releases = positionals.length > 0 ? positionals : ['6.6.6', '6.22.1', '5.3.41'];
const programs = Number(values.programs);
const seed = Number(values.seed);
allocateWorldsYoung();
const load = subjectLoader();
const found = new Found();

/** By release, platform, storage and pool: whether a user who does nothing stays signed in. */
const plain = new Map<string, boolean>();

async function staysSignedIn(amplify: string, program: HuntedProgram): Promise<boolean> {
  const key = `${amplify} ${program.platform} ${storageOf(program)} ${program.rotation}`;
  const known = plain.get(key);
  if (known !== undefined) return known;
  const subject = await load({ amplify, scenario: plainWorldOf(program), options: {}, seed: 1 });
  const stays = (await viewsAfter(subject)).every(goesOn);
  plain.set(key, stays);
  return stays;
}

const only = values.only === undefined ? undefined : Number(values.only);
for (let at = only ?? 0; at < (only === undefined ? programs : only + 1); at += 1) {
  const amplify = releases[at % releases.length] ?? '';
  const [program] = fc.sample(triedPrograms, { seed: seed * 1_000_003 + at, numRuns: 1 });
  if (!program) throw new Error('fast-check drew no program');
  const scenario = scenarioToTry(program);
  const subject = await load({ amplify, scenario, options: {}, seed: 1 });
  const strategy = randomStrategy(at);
  strategy.begin();
  const trial = await tryProgram(subject, strategy);
  if (only !== undefined)
    process.stdout.write(
      `${inWords(program)} on ${amplify}\n${inspect(trial, { depth: null, maxArrayLength: null })}\n`,
    );
  const isExplained =
    trial.disagreement?.code === 'loss-not-judged' && !(await staysSignedIn(amplify, program.hunted));
  found.add(trial, { amplify, program: inWords(program), number: at, isExplained });
  if (at % 500 === 0) process.stderr.write(`\r\u001b[K${at} of ${programs}`);
}
process.stderr.write('\r\u001b[K');
process.stdout.write(`${found.inWords()}\n`);
process.exitCode = found.size === 0 ? 0 : 1;

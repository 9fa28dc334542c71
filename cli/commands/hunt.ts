import { hunt as huntOn } from '../../harness/campaigns/hunt/hunt.ts';
import { formatData, formatHunt, formatKnown } from '../../reports/index.ts';
import { HUNT_SCHEMA, type HuntReport, type HuntResult } from '../../results/hunt.ts';
import { openConsole } from '../console.ts';
import { exitStatus } from '../exit-status.ts';
import { hasNews, isKnown, knownFrom, sortHunts } from '../known-findings.ts';
import { huntProgressText } from '../output/hunt-progress-text.ts';
import { writeText } from '../output/write-results.ts';
import type { RunSettings } from '../settings.ts';
import { cliLoader } from './run.ts';

export type HuntSettings = Pick<
  RunSettings,
  'amplify' | 'seed' | 'runs' | 'time' | 'json' | 'traces' | 'known' | 'cacheDir' | 'offline' | 'quiet'
>;

const DEFAULT_SECONDS = 60;

/** `hunt`: generates programs and looks for races on releases. @returns the exit status */
export async function hunt(settings: HuntSettings): Promise<number> {
  const console = openConsole(settings);
  const { amplify, seed, runs, time, traces, json } = settings;
  const known = await knownFrom(settings.known);
  for (const line of known?.warnings ?? []) console.note(line);
  try {
    const load = cliLoader(settings, console);
    const hunts: HuntResult[] = [];
    for (const release of amplify.length > 0 ? amplify : ['installed']) {
      if (console.interrupted.aborted) break;
      const result = await huntOn({
        // The hunt's seed chooses programs and orders. The world itself has the default seed of `run`.
        load: (scenario) => load({ amplify: release, scenario, options: {}, seed: 1 }),
        seed,
        budget: {
          runs,
          seconds: time,
          ...(runs === undefined && time === undefined && { seconds: DEFAULT_SECONDS }),
          signal: console.interrupted,
        },
        directory: traces,
        onProgress: (progress) =>
          console.progress.show(`${progress.amplify} ${progress.phase}`, (width) =>
            huntProgressText(progress, width),
          ),
      });
      console.progress.close();
      hunts.push(result);
      const sorted = known && sortHunts([result], known);
      console.out(
        formatHunt(
          result,
          console.style,
          (signature) => sorted !== undefined && isKnown(sorted, result.version, signature),
        ),
      );
    }
    if (json) writeText(json, formatData({ schema: HUNT_SCHEMA, hunts } satisfies HuntReport));
    const open = isInconclusive(hunts);
    if (!known) return exitStatus({ found: hunts.some(({ causes }) => causes.length > 0), open });
    const sorted = sortHunts(hunts, known);
    console.out(`\n${formatKnown(sorted, known.file, console.style)}`);
    return exitStatus({ found: hasNews(sorted), open });
  } finally {
    console.close();
  }
}

/** If an execution was inconclusive, or none ran, then finding nothing proves nothing. */
function isInconclusive(hunts: readonly HuntResult[]): boolean {
  return hunts.length === 0 || hunts.some(({ inconclusive }) => inconclusive > 0);
}

import { formatReport } from '../../../reports/index.ts';
import { ReleaseError } from '../../releases/errors.ts';
import { loadRelease } from '../../releases/load-release.ts';
import type { Release } from '../../releases/release.ts';
import { exitStatusOf, openConsole } from '../console.ts';
import { findScenarios } from '../find-scenarios.ts';
import { checkAll } from './run.ts';

/** A release that is known to lose tokens, to show what a finding looks like. */
const LOSING_RELEASE = '6.6.6';
const RUNS = 500;
const SEED = 1;

/**
 * `npm start`: the catalogue on the installed release and on one that loses tokens, side by side. What it shows
 * is its purpose, so it ends in 0 whatever the verdicts.
 */
export async function start(): Promise<number> {
  const console = openConsole({});
  try {
    const releases: Release[] = [await loadRelease('installed', { onProgress: console.note })];
    try {
      releases.push(await loadRelease(LOSING_RELEASE, { onProgress: console.note }));
    } catch (error) {
      if (!(error instanceof ReleaseError)) throw error;
      console.note(`${LOSING_RELEASE} cannot be had, so the installed release runs alone: ${error.message}`);
    }
    const settings = { seed: SEED, runs: RUNS, set: {}, traces: '.amplify-race' };
    const results = await checkAll(await findScenarios([]), releases, settings, console);
    console.progress.close();
    console.out(formatReport(results, exitStatusOf(results), console.style));
    return 0;
  } finally {
    console.close();
  }
}

import { ReleaseError } from '../../harness/amplify/releases/errors.ts';
import { DEFAULT_STRATEGY } from '../../harness/exploration/strategies/strategy-kinds.ts';
import { formatReport } from '../../reports/index.ts';
import { findScenarios } from '../../scenarios/find-scenarios.ts';
import { openConsole } from '../console.ts';
import { checkAll, cliLoader, type Prepared, prepare } from './run.ts';

/** A release that loses tokens, to show what a finding looks like. */
const LOSING_RELEASE = '6.6.6';
/** They show a survivor, losses and a control within a minute. The whole catalogue takes several minutes. */
const SCENARIOS = ['concurrent-refresh', 'sign-out-during-refresh', 'sequential'];
const RUNS = 700;
const SEED = 1;

/**
 * `npm start`: a few scenarios on the installed release and on one that loses tokens, side by side. It is a
 * demonstration, so its exit status is 0 whatever the verdicts.
 */
export async function start(): Promise<number> {
  const console = openConsole({});
  try {
    const settings = { strategy: DEFAULT_STRATEGY, seed: SEED, runs: RUNS, set: {}, traces: '.amplify-race' };
    const load = cliLoader({}, console);
    const scenarios = await findScenarios(SCENARIOS);
    let prepared: Prepared[] = await prepare(scenarios, ['installed'], settings, load);
    try {
      prepared = await prepare(scenarios, ['installed', LOSING_RELEASE], settings, load);
    } catch (error) {
      if (!(error instanceof ReleaseError)) throw error;
      console.note(
        `${LOSING_RELEASE} is not available, so only the installed release runs: ${error.message}`,
      );
    }
    const results = await checkAll(prepared, settings, console);
    console.progress.close();
    console.out(formatReport(results, 0, console.style));
    console.note('All scenarios: npx amplify-race run. Their names and options: npx amplify-race list');
    return 0;
  } finally {
    console.close();
  }
}

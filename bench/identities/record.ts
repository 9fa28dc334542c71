import { check } from '../../harness/checking/check/check.ts';
import { createStrategy } from '../../harness/exploration/strategies/create-strategy.ts';
import { subjectLoader } from '../../harness/simulation/execution/load-subject.ts';
import { resolveOptions } from '../../harness/simulation/scenario/options.ts';
import type { Result } from '../../results/types.ts';
import { CATALOGUE } from '../../scenarios/index.ts';

/** By what a finding is known again. */
export interface RecordedFinding {
  readonly invariant: string;
  readonly signature: string;
  readonly cause: string;
  /** How to see it again: its program and its choices. */
  readonly schedule: string;
  readonly hits: number;
}

/** What a scenario showed on a release. */
export interface RecordedCheck {
  readonly scenario: string;
  readonly amplify: string;
  readonly verdict: Result['verdict'];
  readonly executions: number;
  readonly findings: readonly RecordedFinding[];
  /** Symptoms that were met beyond those of the findings. */
  readonly unexplained: readonly string[];
}

export interface RecordOptions {
  readonly releases: readonly string[];
  /** Executions a check. */
  readonly runs: number;
  readonly onCheck: (words: string) => void;
}

/** Checks the catalogue on releases and notes what identifies its findings. */
export async function recordIdentities({ releases, runs, onCheck }: RecordOptions): Promise<RecordedCheck[]> {
  const load = subjectLoader();
  const recorded: RecordedCheck[] = [];
  for (const amplify of releases) {
    for (const scenario of CATALOGUE) {
      onCheck(`${scenario.name} on ${amplify}`);
      const subject = await load({
        amplify,
        scenario,
        options: resolveOptions(scenario.options, {}),
        seed: 1,
      });
      const result = await check(subject, {
        strategy: createStrategy('portfolio', { seed: 1 }),
        budget: { runs },
      });
      recorded.push(recordOf(result));
    }
  }
  return recorded;
}

function recordOf({
  scenario,
  version,
  verdict,
  executions,
  findings,
  unexplained = [],
}: Result): RecordedCheck {
  return {
    scenario,
    amplify: version,
    verdict,
    executions,
    findings: findings.map(({ invariant, signature, cause, schedule, hits }) => ({
      invariant,
      signature,
      cause,
      schedule,
      hits,
    })),
    unexplained,
  };
}

import { beforeAll, describe, expect, test, vi } from 'vitest';
import { fold } from '../../../reports/console/fold.ts';
import type { Finding, Result } from '../../../results/types.ts';
import { CATALOGUE } from '../../../scenarios/index.ts';
import { createStrategy } from '../../exploration/strategies/create-strategy.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import { GENERAL_INVARIANTS } from '../../simulation/invariants/index.ts';
import { isBreach } from '../../simulation/invariants/invariant.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import { sortFindings } from '../known/sort-findings.ts';
import { check } from './check.ts';

/** Other words for everything, and other ones each time: also such as once meant something to code. */
const noise = vi.hoisted(() => {
  let count = 0;
  return {
    on: false,
    or(words: string): string {
      count += 1;
      return noise.on ? `InitiateAuth answered hangs for ever, fails: reads calls ${count} times` : words;
    },
  };
});

vi.mock('../../../results/words/step.ts', async (original) => {
  const module = await original<typeof import('../../../results/words/step.ts')>();
  return {
    ...module,
    stepInWords: (facts: never) => noise.or(module.stepInWords(facts)),
    callsInWords: (facts: never) => noise.or(module.callsInWords(facts)),
  };
});
vi.mock('../../../results/words/race.ts', async (original) => {
  const module = await original<typeof import('../../../results/words/race.ts')>();
  return {
    ...module,
    reversalInWords: (first: never, second: never) => noise.or(module.reversalInWords(first, second)),
    raceInWords: (reversals: never, breaks: never) => noise.or(module.raceInWords(reversals, breaks)),
  };
});
vi.mock('../../../results/words/call-result.ts', async (original) => {
  const module = await original<typeof import('../../../results/words/call-result.ts')>();
  return { callResultInWords: (result: never) => noise.or(module.callResultInWords(result)) };
});
for (const invariant of GENERAL_INVARIANTS) {
  const { check: judge } = invariant;
  Object.assign(invariant, {
    check: (execution: never) => {
      const judgement = judge(execution);
      return isBreach(judgement) ? { ...judgement, message: noise.or(judgement.message) } : judgement;
    },
  });
}

const load = subjectLoader();

async function checked(
  name: string,
  set: Readonly<Record<string, string>>,
  amplify: string,
): Promise<Result> {
  const scenario = CATALOGUE.find((each) => each.name === name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  const subject = await load({ amplify, scenario, options: resolveOptions(scenario.options, set), seed: 1 });
  return check(subject, { strategy: createStrategy('random', { seed: 1 }), budget: { runs: 15 } });
}

/** All of a finding by which it, or a part of it, is known again. */
function identityOf(finding: Finding): object {
  const { invariant, signature, cause, schedule, hits, race, decisiveFaults, staleReads, breaches } = finding;
  return {
    ...{ invariant, signature, cause, schedule, hits },
    reversals: race?.reversals.map(({ first, second }) => [first, second]),
    mentioned: [decisiveFaults, staleReads, breaches].map((steps) => steps?.map(({ id }) => id)),
    folded: fold(finding.interleaving.rows).map((piece) =>
      'row' in piece ? piece.row.ids : piece.folded.map(({ ids }) => ids),
    ),
  };
}

function wordsOf({ findings }: Result): string {
  return JSON.stringify(
    findings.map(({ message, interleaving }) => [message, interleaving.rows.map(({ text }) => text)]),
  );
}

describe.each([
  ['sign-out-during-refresh', {}, 'installed'],
  ['flaky-network-during-refresh', { calls: '1' }, '6.6.6'],
  ['offline-during-refresh', {}, '6.6.6'],
  ['device-locked-during-refresh', {}, 'installed'],
  ['storage-full-during-refresh', {}, '6.6.6'],
] as const)('findings of %s %j on %s, told in other words', (name, set, amplify) => {
  let before: Result;
  let after: Result;
  beforeAll(async () => {
    noise.on = false;
    before = await checked(name, set, amplify);
    noise.on = true;
    after = await checked(name, set, amplify);
  }, 120_000);

  test('are told in other words indeed', () => {
    expect(before.verdict).toBe('fails');
    expect(wordsOf(after)).not.toBe(wordsOf(before));
    expect(wordsOf(after)).not.toContain('accessToken');
  });

  test('have the same causes, signatures, schedules and races, and are folded alike', () => {
    expect(after.findings.map(identityOf)).toEqual(before.findings.map(identityOf));
    expect(after.unexplained).toEqual(before.unexplained);
  });

  test('are known where they were known', () => {
    const known = before.findings.map(({ signature }) => ({
      signature,
      scenario: name,
      reason: 'followed up',
      link: 'https://example.com/1',
    }));
    const looked = {
      ...{ scenario: name, options: after.options, version: after.version, executions: after.executions },
      ...{ exhaustive: false, reliable: true, unexplained: after.unexplained ?? [] },
      signatures: after.findings.map(({ signature }) => signature),
    };

    const { fresh, gone } = sortFindings([looked], known);

    expect([fresh, gone]).toEqual([[], []]);
  });
});

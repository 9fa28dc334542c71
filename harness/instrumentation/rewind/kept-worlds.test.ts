import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { PLATFORMS, type Platform } from '../../amplify/realm/globals.ts';
import { canBeHad } from '../../amplify/releases/fixtures.ts';
import { huntedPrograms } from '../../campaigns/hunt/grammar.ts';
import { actorsOf, startOf } from '../../campaigns/hunt/hunted-program.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { type Executed, type ExecuteOptions, execute } from '../../simulation/execution/execute.ts';
import { executionFingerprint } from '../../simulation/execution/fingerprint.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import { observing } from '../../simulation/execution/observing.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { defineScenario, type Scenario } from '../../simulation/scenario/scenario.ts';
import { loadInstrumented } from '../heap/load-instrumented.ts';
import { loadRewindable } from './load-rewindable.ts';

/** After so many requests for it there is a rewindable bundle, and realms of former worlds are used. */
const REQUESTS = 500;
const PROGRAMS: Readonly<Record<Platform, number>> = { 'react-native': 8, web: 5 };
const SIZE = { actors: 3, callsPerActor: 2, realms: 2 };

const [hasV5] = await Promise.all([canBeHad('5.3.24')]);
const RELEASES = ['installed', ...(hasV5 ? ['5.3.24'] : [])];
const load = subjectLoader();

/**
 * Generated programs. In half of their worlds devices are tracked, and on React Native users sign in by SRP there: in a
 * browser Amplify 5 computes that in JavaScript, which takes minutes where the heap is followed.
 */
function generatedScenarios(platform: Platform): Scenario[] {
  const programs = fc.sample(huntedPrograms(SIZE), { seed: 7, numRuns: PROGRAMS[platform] });
  return programs.map((drawn, index) => {
    const program = { ...drawn, platform };
    const start = startOf(program);
    const tracked = index % 2 === 0;
    return defineScenario({
      name: `generated-${index}`,
      title: 'A generated program',
      description: 'A generated program.',
      options: {},
      start: () => ({
        ...start,
        ...(tracked && {
          pool: { ...start.pool, deviceTracking: 'always' as const },
          ...(platform === 'react-native' && { app: { ...start.app, signInBy: 'srp' as const } }),
        }),
      }),
      program: () => actorsOf(program),
    });
  });
}

async function run(subject: Subject, seed: number, followsHeap: boolean, options: ExecuteOptions = {}) {
  const strategy = randomStrategy(seed);
  strategy.begin();
  return execute(subject, observing(strategy, { followsHeap }), options);
}

async function fingerprintOf(executed: Promise<Executed>): Promise<string> {
  return executionFingerprint(await executed);
}

describe.each(RELEASES)('on %s', (amplify) => {
  describe.each(PLATFORMS)('on %s', (platform) => {
    let subjects: Subject[];

    beforeAll(async () => {
      subjects = await Promise.all(
        generatedScenarios(platform).map((scenario) => load({ amplify, scenario, options: {}, seed: 1 })),
      );
    });

    test.each([
      ['not followed', false],
      ['followed', true],
    ])('no world can tell what ran before it: heap %s', { timeout: 240_000 }, async (_, followsHeap) => {
      const [first] = subjects;
      for (let count = 0; first && count < REQUESTS; count += 1) {
        const { bundle } = first.release;
        await loadRewindable(followsHeap ? await loadInstrumented(bundle) : bundle);
      }
      for (const [index, subject] of subjects.entries()) {
        // Given up half way, it leaves its realms with calls under way.
        await run(subject, 3, followsHeap, { maxSteps: 10 + 5 * index });
        const kept = await fingerprintOf(run(subject, 2, followsHeap));
        const again = await fingerprintOf(run(subject, 2, followsHeap));
        // What keeps stacks runs in fresh realms.
        const fresh = await fingerprintOf(run(subject, 2, false, { stacks: true }));
        expect([index, kept, again]).toEqual([index, fresh, fresh]);
      }
    });
  });
});

import { temporaryDirectory } from '../../../host/fixtures.ts';
import { ReleaseError } from '../../amplify/releases/errors.ts';
import type { SubjectLoader } from '../../simulation/execution/load-subject.ts';
import { actor, COUNTER, noLostUpdate, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import { defineScenario, type Scenario } from '../../simulation/scenario/scenario.ts';
import { Judge, type JudgeOptions } from './judge.ts';
import { VerdictStore } from './verdict-store.ts';

/** Loses an update when two calls interleave. */
export const LOSING: TinyCalls = COUNTER;

/** The same without anything between reading and writing. */
export const SOUND: TinyCalls = { signOut: "await storage.setItem('counter', '2');" };

/** Two increments of a counter. */
export const COUNTERS: Scenario = defineScenario({
  name: 'counters',
  title: 'Two increments',
  description: 'Two increments.',
  options: {},
  start: () => ({
    users: [{ username: 'alice', password: 'Correct-Horse-1' }],
    devices: { phone: { storage: 'fifo' } },
    realms: { app: { device: 'phone', platform: 'react-native' } },
  }),
  program: () => [actor('A', 'signOut'), actor('B', 'signOut')],
  invariants: [noLostUpdate],
});

export const COUNTERS_QUESTION = { scenario: COUNTERS, options: {} };

/** A judge of tiny releases, which counts what it loads; `undefined` stands for one that cannot be had. */
export async function tinyJudge(
  releases: Readonly<Record<string, TinyCalls | undefined>>,
  options: Partial<JudgeOptions> & { readonly runs?: number } = {},
) {
  const cacheDir = await temporaryDirectory();
  const loads: string[] = [];
  const load: SubjectLoader = async ({ amplify, scenario, options: values, seed }) => {
    loads.push(amplify);
    const calls = releases[amplify];
    if (!calls) throw new ReleaseError(`aws-amplify ${amplify} cannot be loaded`, 'Give another.');
    const program = () => scenario.program(values);
    const { release } = tinySubject({ calls, program: [] });
    const version = amplify;
    return {
      release: { ...release, spec: amplify, version, label: amplify },
      scenario,
      options: values,
      program,
      seed,
    };
  };
  const judge = new Judge({
    load,
    store: new VerdictStore(cacheDir),
    settings: { strategy: 'random', seed: 1, runs: options.runs ?? 20, traces: await temporaryDirectory() },
    release: {},
    ...options,
  });
  return { judge, loads, cacheDir };
}

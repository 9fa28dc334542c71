import { expect, onTestFinished, test, vi } from 'vitest';
import { CATALOGUE } from '../../../scenarios/index.ts';
import { explore } from '../../exploration/explore/explore.ts';
import { exhaustiveStrategy } from '../../exploration/strategies/exhaustive.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { execute } from '../../simulation/execution/execute.ts';
import { executionFingerprint } from '../../simulation/execution/fingerprint.ts';
import { subjectLoader } from '../../simulation/execution/load-subject.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import { KeptRealms } from './kept-realms.ts';

const NAMES = [
  'concurrent-refresh',
  'app-killed-during-refresh',
  'response-lost-with-rotation',
  'sequential',
  'two-tabs-refresh',
  'user-changes-beside-second-tab',
];
/** After which realms of former worlds are used. */
const WARM_UP = 520;
const COMPARED = 15;

test('on the installed release realms of former worlds do what fresh ones do', {
  timeout: 240_000,
}, async () => {
  const load = subjectLoader();
  const scenarios = CATALOGUE.filter(({ name }) => NAMES.includes(name));
  const subjects = await Promise.all(
    scenarios.map((scenario) =>
      load({ amplify: 'installed', scenario, options: resolveOptions(scenario.options, {}), seed: 1 }),
    ),
  );
  const [first] = subjects;
  const warming = randomStrategy(1);
  for (let run = 0; first && run < WARM_UP; run += 1) {
    warming.begin();
    await execute(first, warming);
  }
  const lend = vi.spyOn(KeptRealms.prototype, 'lend');
  onTestFinished(() => lend.mockRestore());

  for (const subject of subjects) {
    const [kept, fresh, dirty] = [randomStrategy(2), randomStrategy(2), randomStrategy(3)];
    for (let run = 0; run < COMPARED; run += 1) {
      // Given up in the middle, it leaves its realms with a refresh under way.
      dirty.begin();
      await execute(subject, dirty, { maxSteps: 15 + 6 * run });
      kept.begin();
      fresh.begin();
      const again = executionFingerprint(await execute(subject, kept));
      // What keeps stacks runs in a fresh realm.
      const once = executionFingerprint(await execute(subject, fresh, { stacks: true }));
      expect(`${subject.scenario.name} ${run} ${again}`).toBe(`${subject.scenario.name} ${run} ${once}`);
    }
    // Starting it asks nothing of its world, in a browser neither.
    expect(lend.mock.results.filter(({ value }) => value === undefined)).toEqual([]);
  }
});

test('a search finds in realms of former worlds what it finds in fresh ones', {
  timeout: 240_000,
}, async () => {
  const load = subjectLoader();
  const settings: Record<string, Record<string, string>> = {
    'concurrent-refresh': { calls: '2' },
    'app-killed-during-refresh': {},
    'sign-out-during-refresh': {},
    'credentials-across-users': {},
    'two-tabs-refresh': {},
    'user-changes-beside-second-tab': {},
  };
  const scenarios = CATALOGUE.filter(({ name }) => Object.hasOwn(settings, name));
  const subjects = await Promise.all(
    scenarios.map((scenario) =>
      load({
        amplify: 'installed',
        scenario,
        options: resolveOptions(scenario.options, settings[scenario.name] ?? {}),
        seed: 1,
      }),
    ),
  );
  const search = async (subject: (typeof subjects)[number], run: typeof execute) => {
    const strategy = exhaustiveStrategy();
    const found = await explore(subject, strategy, { runs: 80 }, undefined, run);
    return { found, figures: strategy.figures };
  };
  const [first] = subjects;
  for (let run = 0; first && run < WARM_UP; run += 60) {
    await explore(first, exhaustiveStrategy(), { runs: 60 });
  }

  for (const subject of subjects) {
    const kept = await search(subject, execute);
    const fresh = await search(subject, (...args) => execute(args[0], args[1], { stacks: true }));

    expect(kept).toEqual(fresh);
  }
});

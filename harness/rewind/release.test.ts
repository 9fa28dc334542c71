import { expect, test } from 'vitest';
import { CATALOGUE } from '../../scenarios/index.ts';
import { execute } from '../execution/execute.ts';
import { executionFingerprint } from '../execution/fingerprint.ts';
import { subjectLoader } from '../execution/load-subject.ts';
import { resolveOptions } from '../scenario/options.ts';
import { randomStrategy } from '../strategies/random.ts';

const NAMES = [
  'concurrent-refresh',
  'app-killed-during-refresh',
  'response-lost-with-rotation',
  'sequential',
];
/** After which realms of former worlds are used. */
const WARM_UP = 520;
const COMPARED = 15;

test('on the installed release realms of former worlds do what fresh ones do', {
  timeout: 120_000,
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

  for (const subject of subjects) {
    const [kept, fresh, dirty] = [randomStrategy(2), randomStrategy(2), randomStrategy(3)];
    for (let run = 0; run < COMPARED; run += 1) {
      // Given up in the middle, it leaves its realms with a refresh under way.
      dirty.begin();
      await execute(subject, dirty, { maxSteps: 15 + 6 * run });
      kept.begin();
      fresh.begin();
      const again = executionFingerprint(await execute(subject, kept));
      // What is observed runs in a fresh realm.
      const once = executionFingerprint(await execute(subject, fresh, { observed: true }));
      expect(`${subject.scenario.name} ${run} ${again}`).toBe(`${subject.scenario.name} ${run} ${once}`);
    }
  }
});

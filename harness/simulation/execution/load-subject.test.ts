import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import type { Platform } from '../../amplify/realm/globals.ts';
import { FakeNpm, writeFiles } from '../../amplify/releases/fixtures.ts';
import { defineScenario } from '../scenario/scenario.ts';
import { subjectLoader } from './load-subject.ts';

function scenarioOn(platform: Platform) {
  return defineScenario({
    name: 'nothing-happens',
    title: 'Nothing happens',
    description: 'Nothing.',
    options: {},
    start: () => ({
      users: [],
      devices: { device: { storage: 'sync' } },
      realms: { app: { device: 'device', platform } },
    }),
    program: () => [{ actor: 'A', realm: 'app', calls: [{ api: 'getCurrentUser' }] }],
  });
}

/** A registry with a v5 whose packages do nothing. */
class FakeNpm5 extends FakeNpm {
  override async install(directory: string): Promise<void> {
    this.installs += 1;
    await writeFiles(
      join(directory, 'node_modules'),
      Object.fromEntries(
        ['core', 'auth'].flatMap((name) => [
          [`@aws-amplify/${name}/package.json`, { name: `@aws-amplify/${name}`, version: '5.3.1' }],
          [`@aws-amplify/${name}/index.js`, 'export const Amplify = {}, Auth = {};'],
        ]),
      ),
    );
  }
}

test('of v5 the code for the platform of the scenario is loaded', async () => {
  const load = subjectLoader({ npm: new FakeNpm5('5.3.1'), cacheDir: await temporaryDirectory() });

  const onWeb = await load({ amplify: '5.3.1', scenario: scenarioOn('web'), options: {}, seed: 3 });
  const native = await load({ amplify: '5.3.1', scenario: scenarioOn('react-native'), options: {}, seed: 3 });

  expect(onWeb).toMatchObject({ release: { flavour: 'web' }, seed: 3 });
  expect(onWeb.program()).toMatchObject([{ actor: 'A' }]);
  expect(native).toMatchObject({ release: { flavour: 'react-native' } });
});

test('of v6 one code is for all platforms', async () => {
  const npm = new FakeNpm('6.1.0');
  const load = subjectLoader({ npm, cacheDir: await temporaryDirectory() });

  const onWeb = await load({ amplify: '6.1.0', scenario: scenarioOn('web'), options: {}, seed: 1 });
  const native = await load({ amplify: '6.1.0', scenario: scenarioOn('react-native'), options: {}, seed: 1 });

  expect(native.release.bundle.hash).toBe(onWeb.release.bundle.hash);
  expect(npm.installs).toBe(1);
});

test('a release is loaded once for many scenarios', async () => {
  const npm = new FakeNpm('6.1.0', '6.2.0');
  const load = subjectLoader({ npm, cacheDir: await temporaryDirectory() });
  const request = { amplify: 'latest', scenario: scenarioOn('web'), options: {}, seed: 1 };

  const [one, other] = [await load(request), await load(request)];

  expect(other.release).toBe(one.release);
});

import { expect, test } from 'vitest';
import { LOCK_FILES } from './lock-files.ts';

function versionIn(
  name: string,
  text: string,
  { project = '', range = undefined as string | undefined } = {},
) {
  return LOCK_FILES.find((lock) => lock.name === name)?.versionIn(text, project, range);
}

const NPM_3 = JSON.stringify({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { 'aws-amplify': '^6.6.0' } },
    'node_modules/aws-amplify': { version: '6.6.6' },
    'apps/shop/node_modules/aws-amplify': { version: '6.12.2' },
    'node_modules/linked': { resolved: 'apps/shop', link: true },
  },
});

test.each([
  ['', '6.6.6'],
  ['apps/shop', '6.12.2'],
  ['apps/admin', '6.6.6'],
])('package-lock.json, for the project in "%s": %s', (project, expected) => {
  expect(versionIn('package-lock.json', NPM_3, { project })).toBe(expected);
});

test('package-lock.json of version 1', () => {
  const text = JSON.stringify({ lockfileVersion: 1, dependencies: { 'aws-amplify': { version: '5.3.24' } } });

  expect(versionIn('package-lock.json', text)).toBe('5.3.24');
});

const YARN_1 = `# yarn lockfile v1


"@aws-amplify/auth@6.5.3":
  version "6.5.3"

aws-amplify@^5.3.0:
  version "5.3.24"

aws-amplify@^6.6.0, aws-amplify@~6.6.6:
  version "6.6.6"
  dependencies:
    "@aws-amplify/auth" "6.5.3"
`;

const YARN_BERRY = `__metadata:
  version: 8
  cacheKey: 10

"aws-amplify@npm:^6.6.0, aws-amplify@npm:~6.6.6":
  version: 6.6.6
  resolution: "aws-amplify@npm:6.6.6"
`;

test.each([
  ['of version 1, by what is asked for', YARN_1, '~6.6.6', '6.6.6'],
  ['of version 1, the first when that is not known', YARN_1, undefined, '5.3.24'],
  ['of later versions', YARN_BERRY, '^6.6.0', '6.6.6'],
])('yarn.lock %s', (_, text, range, expected) => {
  expect(versionIn('yarn.lock', text, { range })).toBe(expected);
});

const PNPM_9 = `lockfileVersion: '9.0'
importers:
  .:
    dependencies:
      aws-amplify:
        specifier: ^6.6.0
        version: 6.6.6(react-native@0.76.0)
  apps/shop:
    devDependencies:
      aws-amplify:
        specifier: ^6.12.0
        version: 6.12.2
packages:
  aws-amplify@6.6.6:
    resolution: {integrity: sha512-x}
`;

const PNPM_5 = `lockfileVersion: 5.4
specifiers:
  aws-amplify: ^5.3.0
dependencies:
  aws-amplify: 5.3.24_react-native@0.72.0
`;

test.each([
  ['of the top', PNPM_9, '', '6.6.6'],
  ['of a workspace', PNPM_9, 'apps/shop', '6.12.2'],
  ['of an old format', PNPM_5, '', '5.3.24'],
])('pnpm-lock.yaml %s', (_, text, project, expected) => {
  expect(versionIn('pnpm-lock.yaml', text, { project })).toBe(expected);
});

test.each([
  ['package-lock.json', '{"packages": {}}'],
  ['yarn.lock', '# yarn lockfile v1\n'],
  ['pnpm-lock.yaml', "lockfileVersion: '9.0'\n"],
])('%s without Amplify has none', (name, text) => {
  expect(versionIn(name, text)).toBeUndefined();
});

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import { fromProjectPath, toProjectPath } from './project-path.ts';

let project: string;
let inside: string;
beforeEach(async () => {
  project = await temporaryDirectory();
  inside = join(project, 'packages', 'app');
  await mkdir(inside, { recursive: true });
  await writeFile(join(project, 'package.json'), '{}');
  await writeFile(join(project, 'race.ts'), '');
});

describe('a file of the project', () => {
  test.each([
    ['from the working directory', () => '../../race.ts', 'race.ts'],
    ['from there with a dot', () => './mine.ts', 'packages/app/mine.ts'],
    ['absolutely', () => join(project, 'race.ts'), 'race.ts'],
    ['as a URL', () => pathToFileURL(join(project, 'race.ts')).href, 'race.ts'],
  ])('named %s goes by its path from the project', (_, file, expected) => {
    expect(toProjectPath(file(), inside)).toBe(expected);
  });

  test('is found from every directory of a copy of the project', async () => {
    const copy = await temporaryDirectory();
    await mkdir(join(copy, 'src'));
    for (const name of ['package.json', 'race.ts']) await writeFile(join(copy, name), '{}');
    const path = toProjectPath('../../race.ts', inside);

    expect(fromProjectPath(path, { cwd: join(copy, 'src') })).toBe(join(copy, 'race.ts'));
    expect(fromProjectPath(path, { cwd: copy })).toBe(join(copy, 'race.ts'));
  });
});

test('a file of a trace is found in the project of the trace from everywhere', async () => {
  const elsewhere = await temporaryDirectory();
  const trace = join(project, '.amplify-race', 'trace.json');

  expect(fromProjectPath('race.ts', { trace, cwd: elsewhere })).toBe(join(project, 'race.ts'));
});

test('a file outside the project goes by its absolute path', () => {
  expect(toProjectPath(join(project, '..', 'other.ts'), inside)).toBe(join(project, '..', 'other.ts'));
});

describe('a path of before', () => {
  test('from the working directory is still found', async () => {
    await writeFile(join(inside, 'old.ts'), '');

    expect(fromProjectPath('./old.ts', { cwd: inside })).toBe(join(inside, 'old.ts'));
  });

  test('that is absolute stays as it is', () => {
    expect(fromProjectPath(join(project, 'race.ts'), { cwd: inside })).toBe(join(project, 'race.ts'));
  });
});

test('a file that is not there is named as it was given', () => {
  expect(fromProjectPath('none.ts', { cwd: inside })).toBe('none.ts');
});

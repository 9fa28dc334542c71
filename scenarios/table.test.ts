import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { GENERAL_INVARIANTS } from '../harness/simulation/invariants/index.ts';
import { CONTROLS } from './controls.ts';
import { IN_FORCE } from './in-force.ts';
import { CATALOGUE } from './index.ts';
import { inReadme } from './readme.ts';
import { catalogueTables } from './table.ts';

test('the README shows the controls and what they have in force: else run `npm run catalogue`', async () => {
  const readme = await readFile(new URL('./README.md', import.meta.url), 'utf8');

  expect(readme).toBe(inReadme(readme, catalogueTables(CATALOGUE)));
});

test('the invariant by which a scenario fails is in force there', () => {
  const idle = Object.entries(CONTROLS).filter(
    ([name, { fails }]) => !IN_FORCE[name]?.includes(fails.invariant),
  );

  expect(idle).toEqual([]);
});

test('every scenario has something in force that is about the session', () => {
  const aboutAnyCode = new Set(GENERAL_INVARIANTS.filter((one) => one.aboutAnyCode).map(({ name }) => name));
  const idle = CATALOGUE.filter(
    ({ name }) => !(IN_FORCE[name] ?? []).some((invariant) => !aboutAnyCode.has(invariant)),
  );

  expect(idle.map(({ name }) => name)).toEqual([]);
});

test('every general invariant is in force in some scenario', () => {
  const inForce = new Set(Object.values(IN_FORCE).flat());

  expect(GENERAL_INVARIANTS.filter(({ name }) => !inForce.has(name)).map(({ name }) => name)).toEqual([]);
});

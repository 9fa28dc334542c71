import { expect, test } from 'vitest';
import { execute } from '../../simulation/execution/execute.ts';
import { actor, plainStrategy, tinySubject } from '../../simulation/fixtures.ts';
import type { Invariant } from '../../simulation/invariants/invariant.ts';
import type { Start } from '../../simulation/scenario/scenario.ts';
import { takesRotation } from './takes-rotation.ts';

const ROTATION: Partial<Start> = { pool: { rotation: { graceSeconds: 0 } } };

/** An invariant that breaks by what the server does. */
function breaking(breaks: (rotates: boolean) => boolean): Invariant {
  return {
    name: 'tiny',
    statement: 'tiny',
    check: ({ server }) =>
      breaks(server.options.rotation !== undefined) ? { symptom: 'broken', message: 'broken' } : undefined,
  };
}

async function takes(invariant: Invariant, start: Partial<Start>): Promise<boolean> {
  const subject = tinySubject({ program: [actor('A', 'signOut')], start, invariants: [invariant] });
  const executed = await execute(subject, plainStrategy(), { observed: true });
  return takesRotation({ subject, executed }, invariant.name);
}

test('what holds without rotation takes it', async () => {
  expect(
    await takes(
      breaking((rotates) => rotates),
      ROTATION,
    ),
  ).toBe(true);
});

test('what breaks without rotation as well does not, nor what was met without', async () => {
  const always = breaking(() => true);

  expect([await takes(always, ROTATION), await takes(always, {})]).toEqual([false, false]);
});

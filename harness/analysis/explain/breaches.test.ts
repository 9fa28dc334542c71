import { expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import { execute } from '../../simulation/execution/execute.ts';
import type { Execution } from '../../simulation/execution/execution.ts';
import { actor, plainStrategy, tinySubject } from '../../simulation/fixtures.ts';
import type { Invariant } from '../../simulation/invariants/invariant.ts';
import { lastingBreaches } from './breaches.ts';

/** The storage holds the key. */
const holds = (execution: Execution, key: string): boolean =>
  execution.devices.get('phone')?.data.has(key) ?? false;

function breaksWhen(name: string, when: (execution: Execution) => boolean): Invariant {
  return {
    name,
    statement: name,
    check: (execution) => (when(execution) ? { symptom: name, message: name } : undefined),
  };
}

async function breachesOf(signOut: string, ...invariants: Invariant[]): Promise<string[]> {
  const subject = tinySubject({ calls: { signOut }, program: [actor('A', 'signOut')], invariants });
  const executed = await execute(subject, plainStrategy(), { observed: true });
  const breaches = await lastingBreaches(subject, executed);
  expect(breaches.every(({ step }) => executed.steps.includes(step))).toBe(true);
  return breaches.map(({ invariant, step }) => `${invariant}: ${stepInWords(step.facts())}`);
}

test('an invariant is broken from the first step on after which it never holds again', async () => {
  const noA = breaksWhen('no-a', (execution) => holds(execution, 'a'));

  const breaches = await breachesOf(
    "await storage.setItem('a', '1'); await storage.removeItem('a'); await storage.setItem('a', '2');",
    noA,
  );

  expect(breaches).toEqual(['no-a: write "a" = "2"']);
});

test('one that is mended is not broken', async () => {
  const noA = breaksWhen('no-a', (execution) => holds(execution, 'a'));

  expect(await breachesOf("await storage.setItem('a', '1'); await storage.removeItem('a');", noA)).toEqual(
    [],
  );
});

test('the first to break comes first', async () => {
  const noA = breaksWhen('no-a', (execution) => holds(execution, 'a'));
  const noB = breaksWhen('no-b', (execution) => holds(execution, 'b'));

  const breaches = await breachesOf(
    "await storage.setItem('b', '1'); await storage.setItem('a', '1');",
    noA,
    noB,
  );

  expect(breaches).toEqual(['no-b: write "b" = "1"', 'no-a: write "a" = "1"']);
});

test('no step is named for what can only be said at the end', async () => {
  expect(await breachesOf('await new Promise(() => {});')).toEqual([]);
});

test('an invariant that cannot judge the middle of an execution does not hinder', async () => {
  const picky = breaksWhen('picky', ({ calls }) => {
    if (calls[0]?.status !== 'resolved') throw new TypeError('not yet');
    return true;
  });

  expect(await breachesOf("await storage.setItem('a', '1');", picky)).toEqual([
    'picky: write "a" = "1" done',
  ]);
});

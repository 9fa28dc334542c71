import { expect, it } from 'vitest';
import { interleaving } from '../fixtures.ts';
import { eventsOf, stepNumbers } from './events.ts';

it('marks each context switch in the column of the actor that is left', () => {
  const switches = eventsOf(interleaving).filter(({ kind }) => kind === 'switch');

  expect(switches.map(({ actor, text }) => `${actor} ${text}`)).toEqual([
    'fetchAuthSession #1 ── switch to getCurrentUser',
    'getCurrentUser ── switch to fetchAuthSession #1',
    'fetchAuthSession #1 ── switch to getCurrentUser',
    'getCurrentUser ── switch to fetchAuthSession #1',
    'fetchAuthSession #1 ── switch to fetchAuthSession #2',
    'fetchAuthSession #2 ── switch to getCurrentUser',
  ]);
});

it('shows racing rows with their source line', () => {
  const racing = eventsOf(interleaving).filter(({ kind }) => kind === 'racing');

  expect(racing.map(({ text, at }) => `${text} ${at}`)).toEqual([
    'removes refreshToken R1 TokenStore.ts:173',
    'reads refreshToken -> null TokenStore.ts:83',
  ]);
});

it('accounts for every step, shown or folded', () => {
  const numbers = eventsOf(interleaving).flatMap(({ number }) => number ?? []);

  expect(numbers[0]).toBe(1);
  expect(numbers.at(-1)).toBe(interleaving.rows.length);
  expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
});

it('numbers steps, of which a row may hold several', () => {
  const row = { actor: 'a', text: 'reads', contextSwitch: false, racing: false };
  const rows = [
    { ...row, ids: ['1', '1.1'] },
    { ...row, ids: ['1.2'] },
  ];

  expect([...stepNumbers({ actors: ['a'], rows })]).toEqual([
    ['1', 1],
    ['1.1', 1],
    ['1.2', 3],
  ]);
});

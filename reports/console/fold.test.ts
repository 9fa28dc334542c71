import { describe, expect, it } from 'vitest';
import type { InterleavingRow } from '../../results/types.ts';
import { fold, summarise, summariseBriefly } from './fold.ts';

function row(text: string, marks: Partial<InterleavingRow> = {}): InterleavingRow {
  return { ids: [text], actor: 'a', text, contextSwitch: false, racing: false, ...marks };
}

function shape(rows: readonly InterleavingRow[]): (string | number)[] {
  return fold(rows).map((piece) => ('row' in piece ? piece.row.text : piece.folded.length));
}

describe('fold', () => {
  it('folds the middle of a stretch', () => {
    expect(shape(['1', '2', '3', '4', '5'].map((text) => row(text)))).toEqual(['1', 3, '5']);
  });

  it('leaves short middles alone', () => {
    expect(shape(['1', '2', '3', '4'].map((text) => row(text)))).toEqual(['1', '2', '3', '4']);
  });

  it('keeps racing rows, their neighbours, and what stands on both sides of a context switch', () => {
    const rows = [
      ...['1', '2', '3', '4', '5'].map((text) => row(text)),
      row('race', { racing: true }),
      ...['6', '7', '8', '8b', '9'].map((text) => row(text)),
      row('10', { actor: 'b', contextSwitch: true }),
      row('11', { actor: 'b' }),
    ];

    expect(shape(rows)).toEqual(['1', 3, '5', 'race', '6', 3, '9', '10', '11']);
  });

  it('keeps what the explanation mentions, and not what is beside it', () => {
    const rows = ['1', '2', '3', '4', 'said', '5', '6', '7', '8'].map((text) =>
      row(text, text === 'said' ? { mentioned: true } : {}),
    );

    expect(shape(rows)).toEqual(['1', 3, 'said', 3, '8']);
  });
});

describe('summarise', () => {
  const rows = [
    row('reads accessToken -> A1'),
    ...['idToken', 'refreshToken', 'clockDrift', 'deviceKey', 'idToken'].map((key) =>
      row(`reads ${key} -> null`),
    ),
    row('receives A2, I2'),
    row('waits'),
  ] as const;

  it('gathers what rows did by verb and object', () => {
    expect(summarise(rows)).toBe('reads accessToken, idToken, refreshToken, +2; receives A2; waits');
  });

  it('tells the verbs alone where room is short', () => {
    expect(summariseBriefly(rows)).toBe('reads, receives, waits');
  });
});

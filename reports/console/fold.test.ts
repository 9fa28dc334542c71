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
  const read = (key: string): InterleavingRow =>
    row(`words for ${key}`, { does: { kind: 'effect', operation: 'getItem', keys: [key] } });
  const rows = [
    read('accessToken'),
    ...['idToken', 'refreshToken', 'clockDrift', 'deviceKey', 'idToken'].map(read),
    row('', { does: { kind: 'response', operation: 'GetId', outcome: { code: 'refused', error: 'X' } } }),
    row('', { does: { kind: 'timer', milliseconds: 5 } }),
  ] as const;

  it('gathers what rows did by verb and object', () => {
    expect(summarise(rows)).toBe('read accessToken, idToken, refreshToken, +2; GetId refused; timer fires');
  });

  it('tells the verbs alone where room is short', () => {
    expect(summariseBriefly(rows)).toBe('read, GetId, timer fires');
  });

  it('does not look at words, but where a report of before has nothing else', () => {
    expect(summarise([{ ...read('idToken'), text: 'other words' }])).toBe('read idToken');
    expect(summarise([row('waits')])).toBe('waits');
  });
});

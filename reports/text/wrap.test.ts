import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthOf, wrap, wrapIndented } from './wrap.ts';

describe('wrap', () => {
  it('breaks at spaces', () => {
    expect(wrap('reads refreshToken -> null', 20)).toEqual(['reads refreshToken', '-> null']);
  });

  it('cuts a word that fits on no line', () => {
    expect(wrap('at TokenOrchestrator.ts', 10)).toEqual(['at', 'TokenOrche', 'strator.ts']);
  });

  it('gives wide characters the two columns that they take', () => {
    expect(wrap('用户已退出', 4)).toEqual(['用户', '已退', '出']);
    expect(lengthOf('👩‍💻 ok')).toBe(5);
  });

  it('hangs the lines after the first', () => {
    expect(wrap('one two three four', 9, '  ')).toEqual(['one two', '  three', '  four']);
  });

  it('keeps runs of spaces inside a line', () => {
    expect(wrap('TokenStore.ts:83    loadTokens', 40)).toEqual(['TokenStore.ts:83    loadTokens']);
  });

  it('keeps every word and no line too long', () => {
    const texts = fc
      .array(fc.string({ minLength: 1, unit: fc.constantFrom('a', 'é', '😀', '-') }))
      .map((words) => words.join(' '));
    fc.assert(
      fc.property(texts, fc.integer({ min: 4, max: 40 }), (text, width) => {
        const lines = wrap(text, width, '  ');
        expect(Math.max(...lines.map(lengthOf))).toBeLessThanOrEqual(width);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});

describe('wrapIndented', () => {
  it('counts the indent to the width', () => {
    expect(wrapIndented('one two three', 9, '  ')).toEqual(['  one two', '  three']);
  });
});

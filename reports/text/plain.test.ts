import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain, plainStrings } from './plain.ts';

describe('plain', () => {
  it('shows what a terminal would obey', () => {
    expect(plain('\u001b[31mred\u009b2J\u0007')).toBe('\\x1b[31mred\\x9b2J\\x07');
  });

  it('shows what would reorder the text or hide in it', () => {
    expect(plain('a\u202eb\u200bc\ud800')).toBe('a\\u{202e}b\\u{200b}c\\u{d800}');
  });

  it('keeps to one line', () => {
    expect(plain('one\r\n\ttwo\u2028three')).toBe('one two three');
  });

  it('leaves text as it is', () => {
    expect(plain('reads refreshToken -> null … ✓ 日本語 😀')).toBe(
      'reads refreshToken -> null … ✓ 日本語 😀',
    );
  });

  it('leaves nothing to obey in any string, and changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const safe = plain(text);
        expect(safe).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(plain(safe)).toBe(safe);
      }),
    );
  });
});

describe('plainStrings', () => {
  it('reaches every string, names of properties too', () => {
    const value = { list: [{ 'a\u001b': 'b\u001b' }], count: 1, nothing: null, missing: undefined };

    expect(plainStrings(value)).toEqual({
      list: [{ 'a\\x1b': 'b\\x1b' }],
      count: 1,
      nothing: null,
      missing: undefined,
    });
  });
});

const lineBreaks = /[\n\r\t\v\f\u0085\u2028\u2029]+/g;

/** Control characters, invisible formatting (bidi overrides, zero-width), lone surrogates, and non-characters. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/gu;

/**
 * Makes a string from outside safe to print on one line. Line breaks become spaces, and characters that could
 * move the cursor, recolour the terminal or reorder the text become escapes, such as `\x1b`.
 */
export function plain(text: string): string {
  return text.replace(lineBreaks, ' ').replace(hidden, escaped);
}

/** {@link plain} over every string of a value made of objects, arrays and primitives, names included. */
export function plainStrings<T>(value: T): T {
  return mapStrings(value) as T;
}

function mapStrings(value: unknown): unknown {
  if (typeof value === 'string') return plain(value);
  if (Array.isArray(value)) return value.map(mapStrings);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [plain(key), mapStrings(inner)]));
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
}

import stringWidth from 'string-width';

/**
 * Breaks a line at spaces so that none is longer than `width`; a longer word is cut. Lines after the first begin with
 * `hanging`, so that the next text stands out. Widths are terminal columns: a Chinese character or an emoji takes two.
 */
export function wrap(text: string, width: number, hanging = ''): string[] {
  const narrower = Math.max(1, width - lengthOf(hanging));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => pieces(whole, narrower))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (lengthOf(longer) <= (lines.length === 0 ? width : narrower)) {
      line = longer;
    } else {
      lines.push(line.trimEnd());
      line = word;
    }
  }
  lines.push(line.trimEnd());
  return lines.map((content, index) => (index === 0 ? content : hanging + content));
}

/** Wraps with `indent` before each line; `width` includes the indent. */
export function wrapIndented(text: string, width: number, indent: string): string[] {
  return wrap(text, Math.max(1, width - lengthOf(indent))).map((line) => indent + line);
}

/** Columns that a text takes in a terminal. */
export function lengthOf(text: string): number {
  return stringWidth(text);
}

const GRAPHEMES = new Intl.Segmenter();

/** A word in pieces of at most `width` columns. A single character that is wider is a piece of its own. */
function pieces(word: string, width: number): string[] {
  if (lengthOf(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of GRAPHEMES.segment(word)) {
    if (part !== '' && lengthOf(part + segment) > width) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
}

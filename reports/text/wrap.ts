/**
 * Breaks a line at spaces so that none is longer than `width`; a longer word is cut. Lines after the
 * first begin with `hanging`, so that one can tell where the next text begins. Widths count code points,
 * which is right for all but wide scripts.
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

/** Number of code points. */
export function lengthOf(text: string): number {
  return [...text].length;
}

function pieces(word: string, width: number): string[] {
  const characters = [...word];
  const parts: string[] = [];
  for (let start = 0; start === 0 || start < characters.length; start += width) {
    parts.push(characters.slice(start, start + width).join(''));
  }
  return parts;
}

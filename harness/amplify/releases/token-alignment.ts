import { diffArrays } from 'diff';

/**
 * Finds in one text the place that corresponds to a place in another, where one is the other with parts
 * left out, added or laid out differently: TypeScript, and what is left of it without its types.
 */
export interface Alignment {
  /**
   * @param line 0-based
   * @param column 0-based, in UTF-16 code units
   * @returns the corresponding place, or the closest known one before it (after it, at the top)
   */
  locate(line: number, column: number): Place | undefined;
}

/** Both 0-based; the column in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Aligns two texts by the longest common subsequence of their tokens; comments and space do not count. */
export function align(from: string, to: string): Alignment {
  const source = tokenize(from);
  const target = tokenize(to);
  const partner = partners(
    source.map(({ text }) => text),
    target.map(({ text }) => text),
  );
  const lastBefore = (line: number, column: number): number => {
    let low = 0;
    let high = source.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const token = source[middle] as Token;
      if (token.line < line || (token.line === line && token.column <= column)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  };
  return {
    locate(line, column) {
      const at = lastBefore(line, column);
      for (let index = at; index >= 0; index--) {
        const match = target[partner[index] ?? -1];
        if (match !== undefined) {
          return { line: match.line, column: match.column };
        }
      }
      const next = partner.find((index) => index >= 0);
      const match = target[next ?? -1];
      return match && { line: match.line, column: match.column };
    },
  };
}

interface Token extends Place {
  readonly text: string;
}

// Regular expressions come out as several tokens, the same ones in both texts, which is enough here.
const TOKEN =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<token>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|[\w$]+|=>|\?\.|[^\s\w$])/gu;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 0;
  let lineStart = 0;
  let scanned = 0;
  const advance = (to: number) => {
    for (
      let next = text.indexOf('\n', scanned);
      next !== -1 && next < to;
      next = text.indexOf('\n', scanned)
    ) {
      line++;
      lineStart = next + 1;
      scanned = lineStart;
    }
    scanned = Math.max(scanned, to);
  };
  for (const match of text.matchAll(TOKEN)) {
    const token = match.groups?.token;
    if (token !== undefined) {
      advance(match.index);
      tokens.push({ text: token, line, column: match.index - lineStart });
    }
  }
  return tokens;
}

/** For each element of `a` the index of its partner in `b`, or -1. */
function partners(a: readonly string[], b: readonly string[]): Int32Array {
  const partner = new Int32Array(a.length).fill(-1);
  let inA = 0;
  let inB = 0;
  for (const { added, removed, count } of diffArrays([...a], [...b])) {
    if (!added && !removed) for (let index = 0; index < count; index += 1) partner[inA + index] = inB + index;
    if (!added) inA += count;
    if (!removed) inB += count;
  }
  return partner;
}

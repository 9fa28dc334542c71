import { expect, test } from 'vitest';
import { align } from './token-alignment.ts';

const TYPED = `import { Store } from './store';
import type {
  Options,
  Result,
} from './types';

export interface Keys {
  readonly name: string;
}

export class Orchestrator implements Keys {
  private store?: Store;

  // Reads a value.
  async read(
    key: string,
    options: Options = {},
  ): Promise<Result | undefined> {
    const found = (await this.store!.get<Result>(key)) as Result;

    return found;
  }
}
`;

const STRIPPED = `import { Store } from './store';
export class Orchestrator {
    // Reads a value.
    async read(key, options = {}) {
        const found = (await this.store.get(key));
        return found;
    }
}
`;

/** Where a piece of the stripped text is found in the typed one, as `line:column`, 0-based. */
function locate(piece: string): string {
  const index = STRIPPED.indexOf(piece);
  const before = STRIPPED.slice(0, index).split('\n');
  const place = align(STRIPPED, TYPED).locate(before.length - 1, before.at(-1)?.length ?? 0);
  return `${place?.line}:${place?.column}`;
}

test.each([
  ['Orchestrator', '10:13'],
  ['read(', '14:8'],
  ['options', '16:4'],
  ['found = ', '18:10'],
  ['.get', '18:36'],
  ['return', '20:4'],
])('%s is found where the types put it', (piece, place) => {
  expect(locate(piece)).toBe(place);
});

test('a place without a partner goes to the closest one before it', () => {
  const place = align('a(x, helper(y));\n', 'a(x, y);\n').locate(0, 5);

  expect(place).toEqual({ line: 0, column: 3 });
});

test('texts that have nothing in common align nowhere', () => {
  expect(align('a b c', '1 2 3').locate(0, 2)).toBeUndefined();
  expect(align('', '').locate(0, 0)).toBeUndefined();
});

import { describe, expect, test } from 'vitest';
import { tinyRelease } from '../../harness/simulation/fixtures.ts';
import { type Mutant, MutantError, mutate } from './mutant.ts';

const release = tinyRelease({ signOut: "await storage.removeItem('a');\nawait storage.removeItem('b');" });

function mutant(original: string, replacement = ''): Mutant {
  return { name: 'slip', intent: 'For tests.', edits: [{ original, replacement }] };
}

describe('a mutant', () => {
  test('has its edits in the code and another hash, and leaves the original alone', () => {
    const { code } = release.bundle;

    const { bundle, label } = mutate(release, mutant("await storage.removeItem('a');", 'await null;'));

    expect(bundle.code).toBe(code.replace("await storage.removeItem('a');", 'await null;'));
    expect(bundle.hash).not.toBe(release.bundle.hash);
    expect(label).toBe('tiny (6.0.0), slip');
    expect(release.bundle.code).toBe(code);
  });

  test('is found however the code is laid out, and keeps its lines', () => {
    const swapped = mutant(
      "await storage.removeItem('a'); await storage.removeItem('b');",
      `await storage.removeItem('b');
       await storage.removeItem('a');`,
    );

    const { code } = mutate(release, swapped).bundle;

    expect(code).toContain("await storage.removeItem('b'); await storage.removeItem('a');");
    expect(code.split('\n')).toHaveLength(release.bundle.code.split('\n').length);
  });

  test.each([
    ["await storage.removeItem('c');", 0],
    ['await storage.removeItem(', 2],
  ])('whose code is not there exactly once is refused: %s', (original, times) => {
    expect(() => mutate(release, mutant(original))).toThrow(
      new MutantError(`mutant slip: expected once in the bundle, found ${times} times: ${original}`),
    );
  });

  test('takes what its code holds for text, not for a pattern', () => {
    expect(() => mutate(release, mutant('storage.removeItem(.a.)'))).toThrow(MutantError);
  });
});

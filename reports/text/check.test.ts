import { describe, expect, test } from 'vitest';
import { result } from '../fixtures.ts';
import { checkInWords, optionsInWords } from './check.ts';

const survived = result({
  scenario: 'concurrent-refresh',
  amplify: 'installed (6.22.1)',
  verdict: 'survives',
  coverage: 'exhaustive',
  complete: true,
  states: 1789,
  executions: 1078,
  strategy: 'portfolio',
  decidedBy: 'exhaustive',
  seed: 3,
});

describe('a check in a line', () => {
  test('says what was covered and which part of the strategy did', () => {
    expect(checkInWords(survived)).toBe(
      'concurrent-refresh on installed (6.22.1): survives (exhaustive, 1,789 states); 1,078 executions, ' +
        'strategy portfolio (exhaustive), seed 3',
    );
  });

  test('names no part of a strategy that has none', () => {
    const { decidedBy: _, ...whole } = survived;

    expect(checkInWords({ ...whole, strategy: 'random', coverage: 'sampled', executions: 1 })).toBe(
      'concurrent-refresh on installed (6.22.1): survives (sampled 1); 1 execution, strategy random, seed 3',
    );
  });
});

test('options are shown as they are typed', () => {
  expect(optionsInWords({ calls: 3, storage: 'fifo', rotation: true, kill: false })).toBe(
    'calls=3 storage=fifo rotation=on kill=off',
  );
});

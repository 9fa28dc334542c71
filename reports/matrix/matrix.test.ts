import pico from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { Matrix } from '../../results/matrix.ts';
import { failed, lostRefreshToken, result } from '../fixtures.ts';
import { formatMatrix } from './console.ts';
import { formatMatrixJson } from './json.ts';
import { formatMatrixMarkdown } from './markdown.ts';

const other = {
  ...lostRefreshToken,
  signature: 'no-false-sign-out/reported',
  message: 'the app was misled',
};
const titles = { title: 'A title', options: { calls: 3 } };

const matrix: Matrix = {
  scenarios: [
    { name: 'concurrent-refresh', ...titles },
    { name: 'sign-out-during-refresh', ...titles },
  ],
  rows: [
    {
      release: '6.6.6',
      cells: [failed, { ...failed, findings: [lostRefreshToken, other], unexplained: ['x/y'] }],
    },
    {
      release: '6.7.0',
      cells: [result({ coverage: 'exhaustive' }), result({ coverage: 'bounded', bound: '<= 1 delay' })],
    },
    { release: '6.8.0', cells: [result(), result({ verdict: 'inconclusive', reason: 'two runs differ' })] },
    { release: '6.9.0', cells: [{ unavailable: 'aws-amplify 6.9.0 cannot be loaded' }, undefined] },
  ],
};

function printed(width = 100): string {
  return formatMatrix(matrix, { width, colors: pico.createColors(false) });
}

/** The cells of a release's row. */
function row(release: string, text = printed()): string[] {
  const line = text.split('\n').find((candidate) => candidate.startsWith(`│ ${release}`)) ?? '';
  return line
    .split('│')
    .slice(2, -1)
    .map((cell) => cell.trim());
}

describe('on the terminal', () => {
  test.each([
    ['6.6.6', ['✗ A', '✗ A B +']],
    ['6.7.0', ['✓ all', '✓ bound']],
    ['6.8.0', ['✓ 2,000', '?']],
    ['6.9.0', ['-', '']],
  ])('%s', (release, expected) => {
    expect(row(release)).toEqual(expected);
  });

  test('letters, numbers and gaps are explained', () => {
    const text = printed();

    expect(text).toContain('1  concurrent-refresh: A title (calls=3)');
    expect(text).toContain('B  the app was misled; such as');
    expect(text).toContain('6.8.0, concurrent-refresh: two runs differ');
    expect(text).toContain('6.9.0: aws-amplify 6.9.0 cannot be loaded');
  });

  test('scenarios that do not fit side by side go into tables of their own', () => {
    const heads = printed(24)
      .split('\n')
      .filter((line) => line.startsWith('│ release'));

    expect(heads.map((head) => head.split('│')[2]?.trim())).toEqual(['1', '2']);
  });
});

test('as Markdown it has the same cells under the names of the scenarios', () => {
  const text = formatMatrixMarkdown(matrix);

  expect(text).toContain('| release | concurrent-refresh | sign-out-during-refresh |');
  expect(text).toMatch(/\| 6\.6\.6 \| ✗ A \| ✗ A B \S+ \|/);
  expect(text).toContain('aws-amplify 6.9.0 cannot be loaded');
});

test('as data it has every result and why others are missing', () => {
  expect(JSON.parse(formatMatrixJson(matrix))).toMatchObject({
    schema: 'amplify-race/matrix@1',
    scenarios: [{ name: 'concurrent-refresh' }, {}],
    releases: [
      { release: '6.6.6' },
      {},
      {},
      { release: '6.9.0', unavailable: 'aws-amplify 6.9.0 cannot be loaded' },
    ],
    results: { length: 6 },
  });
});

import pico from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { Change, ChangeKind, Comparison } from '../../results/upgrade.ts';
import { failed, lostRefreshToken, result } from '../fixtures.ts';
import { formatUpgrade } from './console.ts';
import { formatUpgradeJson } from './json.ts';
import { formatUpgradeMarkdown } from './markdown.ts';

const style = { width: 120, colors: pico.createColors(false) };
const survives = result({ amplify: '6.7.0' });

function change(kind: ChangeKind, scenario: string): Change {
  const hasFinding = kind !== 'still-surviving';
  return {
    kind,
    scenario,
    options: { calls: 3 },
    ...(hasFinding && { finding: lostRefreshToken }),
    before: kind === 'broken' || !hasFinding ? survives : failed,
    after: kind === 'fixed' || !hasFinding ? survives : failed,
  };
}

const comparisons: readonly Comparison[] = [
  {
    from: '6.6.6',
    to: '6.7.0',
    changes: [
      change('still-surviving', 'one'),
      change('fixed', 'two'),
      change('broken', 'three'),
      change('still-failing', 'four'),
    ],
  },
];

describe('on the terminal', () => {
  const text = formatUpgrade(comparisons, 1, style);

  test('what breaks comes first, what stays last', () => {
    const kinds = [...text.matchAll(/^│ [✗✓?] ([a-z ]+?) +│/gm)].map(([, kind]) => kind);

    expect(kinds).toEqual(['broken', 'fixed', 'still failing', 'still surviving']);
  });

  test('each change comes with its trace and the command that shows it; what stays does not', () => {
    expect(text.match(/^ {2}npx amplify-race replay/gm)).toHaveLength(2);
    expect(text).toContain(`trace: ${lostRefreshToken.trace}`);
  });

  test('it ends with a tally and what the exit status means', () => {
    expect(text).toMatch(
      /1 broken, 1 fixed, 1 still failing, 1 still surviving\.\nExit status 1: the upgrade breaks something\.$/,
    );
  });
});

test('as Markdown what broke is folded away below the table', () => {
  const text = formatUpgradeMarkdown(comparisons);

  expect(text).toContain('| ❌ broken | three: refresh token gone');
  expect(text.match(/<details>/g)).toHaveLength(1);
});

test('as data each result is there once', () => {
  const data = JSON.parse(formatUpgradeJson(comparisons));

  expect(data).toMatchObject({
    schema: 'amplify-race/upgrade@1',
    comparisons: [
      {
        from: '6.6.6',
        to: '6.7.0',
        changes: [{}, { kind: 'fixed', signature: lostRefreshToken.signature }, {}, {}],
      },
    ],
  });
  expect(data.results).toHaveLength(2);
});

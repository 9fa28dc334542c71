import { describe, expect, test } from 'vitest';
import { failed, lostRefreshToken, mixed, result } from '../fixtures.ts';
import { formatAnnotations, formatUpgradeAnnotations } from './annotations.ts';

describe('of results', () => {
  test('a finding is an error with the command that shows it, what survives is nothing', () => {
    const text = formatAnnotations([failed, result()], 'package.json');

    expect(text).toBe(
      `::error file=package.json,title=amplify-race%3A concurrent-refresh on 6.6.6::${lostRefreshToken.message}%0A${lostRefreshToken.replay}`,
    );
  });

  test('a known finding is a notice, what is inconclusive a warning', () => {
    const levels = formatAnnotations(mixed, 'package.json', () => true)
      .split('\n')
      .map((line) => line.split(' ')[0]);

    expect(levels).toEqual(['::notice', '::notice', '::warning']);
  });

  test('nothing in a message can end the command or begin another', () => {
    const hostile = { ...lostRefreshToken, message: '100%\r\n::set-output name=a::b' };
    const text = formatAnnotations([{ ...failed, amplify: 'a,b:c\nd', findings: [hostile] }], 'package.json');

    expect(text.split('\n')).toHaveLength(1);
    expect(text).toContain('on a%2Cb%3Ac d::100%25 ::set-output');
  });
});

test('of an upgrade: what breaks is an error, what is fixed a notice, what stays nothing', () => {
  const change = { scenario: 'one', options: {}, finding: lostRefreshToken, before: result(), after: failed };
  const changes = (['broken', 'fixed', 'still-failing', 'inconclusive'] as const).map((kind) => ({
    ...change,
    kind,
  }));

  const lines = formatUpgradeAnnotations([{ from: '6.6.6', to: '6.7.0', changes }], 'package.json').split(
    '\n',
  );

  expect(lines.map((line) => line.split(' ')[0])).toEqual(['::error', '::notice', '::warning']);
  expect(lines[0]).toContain('title=amplify-race%3A one%2C 6.6.6 to 6.7.0::broken: ');
});

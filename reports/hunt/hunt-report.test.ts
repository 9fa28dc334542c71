import pico from 'picocolors';
import { describe, expect, test } from 'vitest';
import type { HuntedFinding, HuntResult } from '../../results/hunt.ts';
import { lostRefreshToken } from '../fixtures.ts';
import { formatHunt } from './hunt-report.ts';

const style = { width: 110, colors: pico.createColors(false) };

const lost: HuntedFinding = {
  ...lostRefreshToken,
  program: 'session | user (react-native with fifo storage; expired tokens)',
  scenarioFile: '.amplify-race/hunted-1.ts',
  firstHit: 1240,
  firstSeconds: 12.34,
};

const hunt: HuntResult = {
  amplify: 'installed (6.22.1)',
  version: '6.22.1',
  seed: 7,
  programs: 85,
  kept: 12,
  pairs: 420,
  executions: 3000,
  failing: 91,
  inconclusive: 0,
  durationMs: 61_000,
  interrupted: false,
  causes: [
    {
      cause: 'getTokens+getTokens',
      findings: [
        lost,
        { ...lost, invariant: 'no-false-sign-out', message: 'wrong answer', scenarioFile: 'x/2.ts' },
      ],
    },
  ],
};

describe('the report of a hunt', () => {
  const text = formatHunt(hunt, style);

  test('says how much was tried and found', () => {
    expect(text).toContain('Hunt on installed (6.22.1): found 1 distinct root cause.');
    expect(text).toContain('85 programs generated; 12 reached new pairs of dependent steps (420 in all)');
    expect(text.replaceAll('\n', ' ')).toContain('3,000 executions, 91 failing; 1 min 1 s, seed 7');
  });

  test('has a row for each invariant that a cause broke, with when that was first', () => {
    expect(text).toMatch(
      /│ getTokens\+getTokens +│ stored-refresh-token-is-newest +│ +1,240 │ +12.3 │ +143 │/,
    );
    expect(text).toMatch(/│ +│ no-false-sign-out +│ +1,240 │ +12.3 │ +143 │/);
  });

  test('explains the most severe and gives the commands for all', () => {
    expect(text).toContain(`✗ ${lost.message}`);
    expect(text).toContain('The race');
    expect(text).toContain('npx amplify-race run .amplify-race/hunted-1.ts');
    expect(text).toContain('npx amplify-race run x/2.ts');
    expect(text).toContain('wrong answer (no-false-sign-out)');
  });

  test('fits the width, commands aside', () => {
    for (const line of formatHunt(hunt, { ...style, width: 80 }).split('\n')) {
      if (!line.includes('npx ')) expect([...line].length).toBeLessThanOrEqual(80);
    }
  });
});

test('a hunt that found nothing claims nothing more', () => {
  const text = formatHunt({ ...hunt, causes: [], failing: 0 }, style);

  expect(text).toContain('found nothing');
  expect(text).not.toMatch(/survive/);
});

test('inconclusive executions are counted, with the reason', () => {
  const text = formatHunt({ ...hunt, inconclusive: 2, reason: 'uncontrolled: a timer' }, style);

  expect(text).toContain('2 executions inconclusive: uncontrolled: a timer');
});

import pico from 'picocolors';
import { expect, test } from 'vitest';
import type { Bisection, Turn } from '../../results/bisection.ts';
import { failed, lostRefreshToken, result } from '../fixtures.ts';
import { formatBisection } from './bisection.ts';

const turn: Turn = {
  effect: 'fixed',
  signature: lostRefreshToken.signature,
  message: lostRefreshToken.message,
  last: '6.6.6',
  first: '6.7.0',
  unknown: [],
  isOneChange: true,
  finding: lostRefreshToken,
  elsewhere: {
    version: '6.7.0',
    leftAfter: 33,
    broken: [],
    replay: 'npx amplify-race replay t.json --amplify 6.7.0',
  },
};

function printed(change: Partial<Turn> = {}): string {
  const bisection: Bisection = {
    schema: 'amplify-race/bisection@1',
    scenario: 'concurrent-refresh',
    options: { calls: 3 },
    from: '6.6.0',
    to: '6.22.1',
    releases: 55,
    fetched: 2,
    probes: [
      { version: '6.6.6', result: failed, known: false },
      { version: '6.6.7', reason: 'it cannot be loaded' },
      { version: '6.7.0', result: result(), known: true },
    ],
    changes: [{ ...turn, ...change }],
  };
  return formatBisection(bisection, { width: 110, colors: pico.createColors(false) });
}

test('it shows the first release, the evidence on either side, and the cost', () => {
  const text = printed();

  expect(text).toContain('55 published releases, 3 judged, 2 fetched');
  expect(text).toContain('✓ fixed in 6.7.0, after 6.6.6: refresh token gone although every call succeeded');
  expect(text).toContain(lostRefreshToken.replay);
  expect(text).toContain('it can be followed for 33 steps, and no invariant');
  expect(text).toContain('npx amplify-race replay t.json --amplify 6.7.0');
  expect(text).toContain('6.6.7: ? it cannot be loaded');
  expect(text).toContain('assumed to appear or disappear once');
});

test('it shows a finding that a release breaks from the other side', () => {
  const text = printed({ effect: 'broken' });

  expect(text).toContain('✗ broken in 6.7.0, after 6.6.6');
  expect(text).toContain('On 6.7.0 it occurs');
});

test('it claims no first release where some could not be judged, or there was more than one change', () => {
  expect(printed({ unknown: ['6.6.7'] })).toMatch(
    /fixed after 6\.6\.6, at the latest in 6\.7\.0.*6\.6\.7 could not be judged/s,
  );
  expect(printed({ isOneChange: false })).toContain('there is no first release');
});

import { expect, test } from 'vitest';
import { type DeviceFacts, type Disagreement, disagreements } from './disagreement.ts';
import type { Seen, View } from './view.ts';

const well: View['because'] = { refreshToken: 'honoured', refusals: [] };
const view = (seen: Seen, because: Partial<View['because']> = {}): View => ({
  ...seen,
  because: { ...well, ...because },
});
const ALICE = view({ kind: 'signed-in', username: 'alice', owner: 'alice', storedAs: 'alice' });
const BOB = view({ kind: 'signed-in', username: 'bob', owner: 'bob', storedAs: 'bob' });
const OUT = view({ kind: 'signed-out' }, { refreshToken: 'none' });
const FAILS = view({ kind: 'fails', error: 'NetworkError' });

function phone(right: DeviceFacts['right'], atOnce: View, later = atOnce): DeviceFacts {
  return { device: 'phone', right, views: { atOnce, later }, quiet: [{ atOnce: ALICE, later: ALICE }] };
}

const SIGNED_IN = { kind: 'signed-in', username: 'alice', since: 'start' } as const;
const UNKNOWN = { kind: 'unknown', why: 'acts-overlap' } as const;
const LOST = { invariant: 'session-survives', symptom: 'session-gone', message: '' };
const MINOR = { invariant: 'refreshes-announced', symptom: 'refresh-not-announced', message: '' };
const BACK = { invariant: 'stays-signed-out', symptom: 'tokens-stored', message: '' };

const codes = (found: readonly Disagreement[]): string[] => found.map(({ code }) => code);

test.each([
  ['signed out', phone(SIGNED_IN, OUT)],
  ['signed out once the token has expired', phone(SIGNED_IN, ALICE, OUT)],
  ['unable to go on', phone(SIGNED_IN, ALICE, FAILS)],
  ["another user's", phone(SIGNED_IN, BOB)],
  ['stored under a stand-in name', phone(SIGNED_IN, view({ ...ALICE, storedAs: 'username' } as Seen))],
])('a user %s is a loss that no invariant judged', (_, facts) => {
  expect(codes(disagreements([facts], []))).toEqual(['loss-not-judged']);
  expect(codes(disagreements([facts], [MINOR]))).toEqual(['loss-not-judged']);
  expect(disagreements([facts], [LOST])).toEqual([]);
});

test('a call that fails and works later has lost nothing', () => {
  expect(disagreements([phone(SIGNED_IN, FAILS, ALICE)], [])).toEqual([]);
});

test('an app that does not come back is what the invariant says of a call that hangs', () => {
  const hangs = phone(SIGNED_IN, view({ kind: 'fails', error: 'does-not-come-back' }));
  const HANGS = { invariant: 'calls-settle', symptom: 'fetchAuthSession hangs', message: '' };

  expect(codes(disagreements([hangs], []))).toEqual(['loss-not-judged']);
  expect(codes(disagreements([phone(SIGNED_IN, OUT)], [HANGS]))).toEqual(['loss-not-judged']);
  expect(disagreements([hangs], [HANGS])).toEqual([]);
});

test('somebody who comes back after a sign-out must be judged', () => {
  const facts = phone({ kind: 'signed-out' }, ALICE);

  expect(codes(disagreements([facts], []))).toEqual(['return-not-judged']);
  expect(disagreements([facts], [BACK])).toEqual([]);
});

test.each([
  ['tokens of another user', phone(UNKNOWN, view({ ...ALICE, owner: 'bob' } as Seen))],
  ['another user after the next refresh', phone(UNKNOWN, ALICE, BOB)],
])('%s must be judged, whatever the right', (_, facts) => {
  expect(codes(disagreements([facts], []))).toEqual(['mix-not-judged']);
});

test.each([
  ['one user', ALICE],
  ['a user whom the app does not name', view({ ...ALICE, username: undefined } as Seen)],
  ['nobody', OUT],
])('of an unknown right %s is in order', (_, seen) => {
  expect(disagreements([phone(UNKNOWN, seen)], [])).toEqual([]);
});

test('a loss that nobody sees is a false alarm, unless a second device has it', () => {
  const facts = phone(SIGNED_IN, ALICE);

  expect(codes(disagreements([facts], [LOST]))).toEqual(['alarm-without-loss']);
  expect(disagreements([facts, { ...phone(SIGNED_IN, OUT), device: 'tablet' }], [LOST])).toEqual([]);
});

test('a loss on the second device is found behind an explained one on the first', () => {
  const refused = view({ kind: 'fails', error: 'X' }, { refusals: ['InitiateAuth/X'] });
  const explained = { ...phone(SIGNED_IN, ALICE, refused), quiet: [{ atOnce: ALICE, later: refused }] };

  const found = disagreements([explained, { ...phone(SIGNED_IN, OUT), device: 'tablet' }], []);

  expect(found.map(({ device, asInQuiet }) => ({ device, asInQuiet }))).toEqual([
    { device: 'phone', asInQuiet: ['later'] },
    { device: 'tablet', asInQuiet: undefined },
  ]);
});

test('the points of a loss are not explained by two quiet worlds, but by one', () => {
  const refused = view({ kind: 'fails', error: 'X' }, { refusals: ['InitiateAuth/X'] });
  const facts = phone(SIGNED_IN, refused, OUT);
  const apart = [
    { atOnce: refused, later: refused },
    { atOnce: OUT, later: OUT },
  ];

  const [unexplained] = disagreements([{ ...facts, quiet: apart }], []);
  const [explained] = disagreements([{ ...facts, quiet: [...apart, facts.views] }], []);

  expect(unexplained).not.toHaveProperty('asInQuiet');
  expect(explained?.asInQuiet).toEqual(['atOnce', 'later']);
});

const REFUSED = view({ kind: 'fails', error: 'X' }, { refusals: ['InitiateAuth/X'] });

test.each<[string, View, View, boolean]>([
  ['at the same point for the same reason', ALICE, REFUSED, true],
  ['at an earlier point', REFUSED, REFUSED, false],
  ['by another error', ALICE, view({ kind: 'fails', error: 'Y' }, REFUSED.because), false],
  ['by another refusal', ALICE, view(REFUSED, { refusals: ['InitiateAuth/Z'] }), false],
  ['with another refresh token', ALICE, view(REFUSED, { ...REFUSED.because, refreshToken: 'dead' }), false],
])(
  'what the quiet world loses too explains a loss %s only if all is the same',
  (_, atOnce, later, expected) => {
    const facts = { ...phone(SIGNED_IN, atOnce, later), quiet: [{ atOnce: ALICE, later: REFUSED }] };

    const [found] = disagreements([facts], []);

    expect(found?.code).toBe('loss-not-judged');
    expect(found?.asInQuiet !== undefined).toBe(expected);
  },
);

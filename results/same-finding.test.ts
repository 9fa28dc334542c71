import { expect, test } from 'vitest';
import { hasFinding, isSameFinding } from './same-finding.ts';

test.each([
  ['session-survives/gone/clearTokens/loadTokens', 'session-survives/gone/clearTokens/loadTokens', true],
  ['session-survives/gone/clearTokens/loadTokens', 'session-survives/gone/setTokens', true],
  ['session-survives/gone', 'session-survives/gone', true],
  ['session-survives/gone', 'session-survives/gone/clearTokens/loadTokens', false],
  ['session-survives/gone/clearTokens', 'session-survives/replaced/clearTokens', false],
  ['session-survives/gone/clearTokens', 'no-false-sign-out/gone/clearTokens', false],
])('%s and %s: %s', (one, other, expected) => {
  expect(isSameFinding(one, other)).toBe(expected);
});

test('a symptom that was not looked into may be any finding with that symptom', () => {
  const result = { findings: [], unexplained: ['session-survives/gone'] };

  expect(hasFinding(result, 'session-survives/gone')).toBe(true);
  expect(hasFinding(result, 'session-survives/gone/clearTokens')).toBe(true);
  expect(hasFinding(result, 'session-survives/replaced')).toBe(false);
});

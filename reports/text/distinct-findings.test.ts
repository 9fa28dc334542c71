import { expect, it } from 'vitest';
import { failed, lostRefreshToken, result } from '../fixtures.ts';
import { distinctFindings } from './distinct-findings.ts';

it('shows findings of one cause once, with the other checks that found it', () => {
  const other = { ...lostRefreshToken, signature: 'another', cause: 'another-cause' };
  const onTwoReleases = [failed, result({ amplify: '6.7.0', findings: [other, lostRefreshToken] })];

  const distinct = distinctFindings(onTwoReleases);

  expect(
    distinct.map(({ finding, result, also }) => [
      finding.signature,
      result.amplify,
      also.map((other) => other.result.amplify),
    ]),
  ).toEqual([
    [lostRefreshToken.signature, '6.6.6', ['6.7.0']],
    ['another', '6.7.0', []],
  ]);
});

it('tells findings of one cause once, of whichever invariant', () => {
  const other = { ...lostRefreshToken, signature: 'another' };

  const distinct = distinctFindings([result({ findings: [lostRefreshToken, other] })]);

  expect(
    distinct.map(({ finding, also }) => [finding.signature, also.map((other) => other.finding.signature)]),
  ).toEqual([[lostRefreshToken.signature, ['another']]]);
});

it('tells findings of one signature apart by their causes', () => {
  const other = { ...lostRefreshToken, cause: 'configure' };

  expect(distinctFindings([failed, result({ findings: [other] })])).toHaveLength(2);
});

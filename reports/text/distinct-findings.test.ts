import { expect, it } from 'vitest';
import { failed, lostRefreshToken, result } from '../fixtures.ts';
import { distinctFindings } from './distinct-findings.ts';

it('tells findings of the same cause once, with the other checks that met it', () => {
  const other = { ...lostRefreshToken, signature: 'another' };
  const onTwoReleases = [failed, result({ amplify: '6.7.0', findings: [other, lostRefreshToken] })];

  const distinct = distinctFindings(onTwoReleases);

  expect(
    distinct.map(({ finding, result, also }) => [
      finding.signature,
      result.amplify,
      also.map((met) => met.result.amplify),
    ]),
  ).toEqual([
    [lostRefreshToken.signature, '6.6.6', ['6.7.0']],
    ['another', '6.7.0', []],
  ]);
});

import pico from 'picocolors';
import { describe, expect, it } from 'vitest';
import { failed, mixed, result } from '../fixtures.ts';
import { formatSummary } from './summary.ts';

const style = { width: 110, colors: pico.createColors(false) };

it('tells what was found, what it took, and what the exit status means', () => {
  expect(`\n${formatSummary(mixed, 1, style)}`).toMatchInlineSnapshot(`
    "
    1 distinct finding in 5 checks: 2 survived, 2 failed, 1 inconclusive.
    3 releases x 2 scenarios, 7,844 executions in 21 s of checks, seed 42
    Exit status 1: at least one finding."
  `);
});

it('tells the time that a single check took from that of several added up', () => {
  expect(formatSummary([result({ durationMs: 2_000 })], 0, style)).toContain(' in 2 s, seed');
  expect(formatSummary([result({ durationMs: 2_000 }), result({ durationMs: 3_000 })], 0, style)).toContain(
    ' in 5 s of checks, seed',
  );
});

it('says nothing of a status of 0', () => {
  expect(formatSummary([result()], 0, style)).not.toContain('Exit status');
});

it('tells an inconclusive end apart', () => {
  expect(formatSummary([result({ verdict: 'inconclusive' })], 3, style)).toMatch(
    /^Exit status 3: no finding/m,
  );
});

it('says when it was stopped early, and by which seeds', () => {
  const results = [failed, result({ interrupted: true, seed: 7 })];

  expect(formatSummary(results, 1, style)).toContain('seeds 42, 7, stopped early');
});

it('has words for nothing at all', () => {
  expect(formatSummary([], 0, style)).toBe('Nothing was checked.');
});

describe('status 1 with a file of known findings', () => {
  const gone = { signature: 'a/b/d' } as never;
  const fresh = { signature: 'a/b/c' } as never;

  it.each([
    [{ fresh: [fresh], gone: [] }, 'at least one finding'],
    [{ fresh: [], gone: [gone] }, 'a known finding has gone'],
    [{ fresh: [], gone: [gone, gone] }, 'known findings have gone'],
    [{ fresh: [fresh], gone: [gone] }, 'at least one finding, and a known finding has gone'],
  ])('says which of both it is for: %j', (news, meaning) => {
    expect(formatSummary([result()], 1, style, news)).toContain(`\nExit status 1: ${meaning}.`);
  });
});

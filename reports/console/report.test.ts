import pico from 'picocolors';
import { expect, it } from 'vitest';
import { mixed, result } from '../fixtures.ts';
import { formatReport } from './report.ts';

const style = { width: 110, colors: pico.createColors(false) };

it('prints verdicts, each cause once, and a summary', () => {
  const text = formatReport(mixed, 1, style);

  expect(text.match(/^✗ refresh token gone/gm)).toHaveLength(1);
  expect(text.indexOf('✗ refresh token gone')).toBeGreaterThan(text.indexOf('└'));
  expect(text).toMatch(/Exit status 1: at least one finding\.$/);
});

it('prints no finding where there is none', () => {
  expect(formatReport([result()], 0, style)).not.toContain('See it again');
});

it('prints no empty table', () => {
  expect(formatReport([], 0, style)).toBe('Nothing was checked.');
});

import { describe, expect, it } from 'vitest';
import type { Progress } from '../../results/types.ts';
import { progressText } from './progress-text.ts';

const exploring: Progress = {
  scenario: 'concurrent-refresh',
  amplify: '6.6.6',
  phase: 'exploring',
  executions: 1_240,
  planned: 2_000,
  classes: 85,
  failing: 91,
  findings: 1,
  perSecond: 411.7,
  remainingSeconds: 1.84,
};

describe('progressText', () => {
  it('tells how far an exploration is', () => {
    expect(progressText(exploring)).toBe(
      'concurrent-refresh on 6.6.6: exploring 1,240 of 2,000 · 412/s · 85 classes · 91 failing · 2 s left',
    );
  });

  it('tells less when the end is not known', () => {
    const { planned: _, remainingSeconds: __, ...endless } = exploring;

    expect(progressText(endless)).toBe(
      'concurrent-refresh on 6.6.6: exploring 1,240 · 412/s · 85 classes · 91 failing',
    );
  });

  it('tells what an exhaustive search expects', () => {
    const search = { states: 900, merged: 700, blocked: 31, done: 0.25, estimate: 4_960 };

    expect(progressText({ ...exploring, search })).toContain(' 1,240 of about 4,960 · ');
    expect(progressText({ ...exploring, search })).toContain(' · 31 blocked · ');
    expect(progressText({ ...exploring, search: { ...search, done: 0 } })).toContain(' 1,240 · ');
  });

  it.each([
    [80, 'concurrent-refresh on 6.6.6: exploring 1,240 of 2,000 · 91 failing · 2 s left'],
    [70, 'concurrent-refresh on 6.6.6: exploring 1,240 of 2,000 · 91 failing'],
    [60, 'concurrent-refresh on 6.6.6: exploring 1,240 of 2,000'],
    [20, 'concurrent-refresh on 6.6.6: exploring'],
  ])('leaves out what does not fit into %i columns', (width, expected) => {
    expect(progressText(exploring, width)).toBe(expected);
  });

  it('names the other phases', () => {
    expect(progressText({ ...exploring, phase: 'loading' })).toBe('concurrent-refresh on 6.6.6: loading');
    expect(progressText({ ...exploring, phase: 'shrinking' })).toBe(
      'concurrent-refresh on 6.6.6: shrinking 1 finding',
    );
  });

  it('shows no control characters of a name', () => {
    expect(progressText({ ...exploring, scenario: 'a\u001b[2J', phase: 'loading' })).toBe(
      'a\\x1b[2J on 6.6.6: loading',
    );
  });
});

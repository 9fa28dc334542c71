import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Progress } from '../../results/types.ts';
import { createProgressLine } from './progress.ts';

function fakeStream(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      written.push(String(chunk));
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 120 }), written };
}

function exploring(executions: number, changes: Partial<Progress> = {}): Progress {
  const figures = { executions, classes: 1, failing: 0, findings: 0, perSecond: 10 };
  return { scenario: 'race', amplify: '6.6.6', phase: 'exploring', ...figures, ...changes };
}

describe('on a terminal', () => {
  it('redraws at most ten times a second', () => {
    const { stream, written } = fakeStream(true);
    let now = 0;
    const line = createProgressLine({ stream, quiet: false, now: () => now });

    for (; now < 1_000; now += 1) line.update(exploring(now));

    expect(written).toHaveLength(10);
    expect(stripVTControlCharacters(written.at(-1) ?? '')).toContain('exploring 900 ·');
  });

  it('shows a new phase at once', () => {
    const { stream, written } = fakeStream(true);
    const line = createProgressLine({ stream, quiet: false, now: () => 0 });

    line.update(exploring(1));
    line.update(exploring(2, { phase: 'shrinking' }));

    expect(written).toHaveLength(2);
  });

  it('clears the line when closed', () => {
    const { stream, written } = fakeStream(true);
    const line = createProgressLine({ stream, quiet: false, now: () => 0 });

    line.update(exploring(1));
    line.close();

    const eraseLine = '\u001b[2K';
    expect(written.at(-1)).toContain(eraseLine);
    expect(stripVTControlCharacters(written.at(-1) ?? '')).toBe('');
  });

  it('writes nothing when closed before any progress', () => {
    const { stream, written } = fakeStream(true);

    createProgressLine({ stream, quiet: false, now: () => 0 }).close();

    expect(written).toEqual([]);
  });
});

describe('elsewhere', () => {
  it('writes a plain line for each phase and every ten seconds', () => {
    const { stream, written } = fakeStream(false);
    let now = 0;
    const line = createProgressLine({ stream, quiet: false, now: () => now });

    line.update(exploring(0, { phase: 'loading' }));
    for (; now <= 20_000; now += 100) line.update(exploring(now));
    line.close();

    expect(written).toEqual([
      'race on 6.6.6: loading\n',
      'race on 6.6.6: exploring 0 · 10/s · 1 class · 0 failing\n',
      'race on 6.6.6: exploring 10,000 · 10/s · 1 class · 0 failing\n',
      'race on 6.6.6: exploring 20,000 · 10/s · 1 class · 0 failing\n',
    ]);
  });
});

it('writes nothing when quiet', () => {
  const { stream, written } = fakeStream(false);
  const line = createProgressLine({ stream, quiet: true });

  line.update(exploring(1));
  line.close();

  expect(written).toEqual([]);
});

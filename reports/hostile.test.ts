import pico from 'picocolors';
import { expect, it } from 'vitest';
import { mixed } from './fixtures.ts';
import { formatJson, formatJUnit, formatMarkdown, formatReport } from './index.ts';

const attack = '\u001b]0;owned\u0007\u001b[2J\u009b1A\u202e\r';

/** Strings that decide how a result is shown, not what is shown. */
const closed = ['verdict', 'coverage'];

const hostile = JSON.parse(JSON.stringify(mixed), (key, value) =>
  typeof value === 'string' && !closed.includes(key) ? `${value}${attack}` : value,
);

it.each([
  ['console', formatReport(hostile, 1, { width: 110, colors: pico.createColors(false) })],
  ['narrow console', formatReport(hostile, 1, { width: 50, colors: pico.createColors(false) })],
  ['JSON', formatJson(hostile)],
  ['JUnit', formatJUnit(hostile)],
  ['Markdown', formatMarkdown(hostile)],
])('lets nothing through that a terminal would obey: %s', (_, text) => {
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ANSWERS } from './open-questions.ts';

const text = readFileSync(new URL('CONFORMANCE.md', import.meta.url), 'utf8');
const FOUNDATIONS = ['verified', 'source', 'documentation', 'reported', 'inferred', 'option'];

type Row = Readonly<Record<string, string>>;

/** The rows of a section's table, by the names of its columns. */
function tableOf(section: string): Row[] {
  const body = text.split(`\n## ${section}\n`)[1]?.split('\n## ')[0] ?? '';
  const [head = [], , ...rows] = body
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ''])));
}

const SECTIONS = ['User pool', 'Identity pool', 'Hosted UI', 'The wire', 'What is not known'];

describe.each(SECTIONS)('the table "%s"', (section) => {
  it('says of every line what it rests on', () => {
    const rows = tableOf(section);

    expect(rows.length).toBeGreaterThan(1);
    for (const row of rows) {
      const foundations = (row['rests on'] ?? '').split(', ');
      expect(FOUNDATIONS, JSON.stringify(row)).toEqual(expect.arrayContaining(foundations));
    }
  });

  it('calls nothing verified that no client checks', () => {
    for (const row of tableOf(section)) {
      if (!row['rests on']?.includes('verified')) continue;
      expect(row.client ?? row['checked by'], JSON.stringify(row)).toMatch(/\b(sdk|v5|v6|jwt)\b/);
    }
  });
});

it('every question that is open has an option, and its default is the one that the table says', () => {
  const rows = tableOf('What is not known');

  const inTable = Object.fromEntries(rows.map((row) => [row.option?.replaceAll('`', ''), row.default]));

  const defaults = Object.entries(DEFAULT_ANSWERS).map(([name, value]) => [name, String(value)]);
  expect(inTable).toEqual({ ...Object.fromEntries(defaults), reuseMessage: 'a placeholder' });
});

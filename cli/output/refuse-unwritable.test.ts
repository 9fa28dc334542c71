import { expect, test } from 'vitest';
import { refuseUnwritable } from './refuse-unwritable.ts';

test('two results cannot be written to one file', () => {
  expect(() => refuseUnwritable({ json: 'report', markdown: './report' })).toThrow(
    '--json and --markdown both name ./report: give each its own file',
  );
});

test('they can to files of their own, and to what takes any number', () => {
  expect(() => refuseUnwritable({ json: 'report.json', markdown: 'report.md' })).not.toThrow();
  expect(() => refuseUnwritable({ json: '/dev/null', junit: '/dev/null' })).not.toThrow();
});

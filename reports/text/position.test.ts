import { expect, it } from 'vitest';
import { folderOf, shortPosition } from './position.ts';

it('tells a source position by file and line, and its folder apart', () => {
  const position = { file: '@aws-amplify/auth/src/TokenStore.ts', line: 123, column: 9 };

  expect(shortPosition(position)).toBe('TokenStore.ts:123');
  expect(folderOf(position)).toBe('@aws-amplify/auth/src');
});

it('takes a file without folder', () => {
  const position = { file: 'bundle.js', line: 1, column: 1 };

  expect(shortPosition(position)).toBe('bundle.js:1');
  expect(folderOf(position)).toBe('');
});

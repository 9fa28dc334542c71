import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { notWritten } from '../../../fakes/storage/backends/apple-manifest-errors.ts';
import { isMadeByScenario, scenarioPosition, thrownInWords } from './scenario-position.ts';

const ENGINE_FILE = import.meta.filename.replace('.test', '');

function thrown(...frames: readonly string[]): Error {
  const error = new TypeError('it broke\nin two lines');
  error.stack = ['TypeError: it broke', 'in two lines', ...frames.map((frame) => `    at ${frame}`)].join(
    '\n',
  );
  return error;
}

test.each([
  [['start (/app/race.ts:12:3)'], '/app/race.ts:12'],
  [['/app/race.ts:12:3'], '/app/race.ts:12'],
  [['async Object.run (file:///app/race.mjs:7:3)'], '/app/race.mjs:7'],
  [['JSON.parse (<anonymous>)', 'node:internal/x:1:1', 'run (/app/race.ts:9:1)'], '/app/race.ts:9'],
  [['x (/app/node_modules/y/z.js:1:1)', 'run (/app/a folder/race.ts:9:1)'], '/app/a folder/race.ts:9'],
  [[`execute (${ENGINE_FILE}:1:1)`, `execute (${pathToFileURL(ENGINE_FILE)}:1:1)`], undefined],
  [[`run (${process.cwd()}/races/race.ts:3:1)`], 'races/race.ts:3'],
  [[], undefined],
])('of the frames %j the innermost of the scenario is %s', (frames, expected) => {
  expect(scenarioPosition(thrown(...frames))).toBe(expected);
});

test.each([
  [['run (/app/race.ts:9:1)'], true],
  [['JSON.parse (<anonymous>)', 'node:internal/x:1:1', 'async run (file:///app/race.mjs:9:1)'], true],
  [['signIn (amplify-bundle-1234.js:1:99)', 'run (/app/race.ts:9:1)'], false],
  [['x (/app/node_modules/y/z.js:1:1)', 'run (/app/race.ts:9:1)'], true],
  [['x (/app/node_modules/y/z.js:1:1)', 'amplify-bundle-1234.js:1:99', 'run (/app/race.ts:9:1)'], false],
  [['x (/app/node_modules/y/z.js:1:1)'], false],
  [[`execute (${ENGINE_FILE}:1:1)`, 'run (/app/race.ts:9:1)'], false],
  [[], false],
])('whether the frames %j are of an error that the scenario made: %s', (frames, expected) => {
  expect(isMadeByScenario(thrown(...frames))).toBe(expected);
});

test('an error that a simulated storage fails with is not made by the scenario', () => {
  const error = notWritten('Failed to write value.', 'disk-full');

  expect(isMadeByScenario(error)).toBe(false);
});

test.each([
  [thrown('start (/app/race.ts:12:3)'), 'TypeError: it broke (/app/race.ts:12)'],
  ['a text', 'something that is not an error: a text'],
  [undefined, 'something that is not an error: undefined'],
  [Object.create(null), 'something that is not an error: an object'],
])('what was thrown is said in one line', (error, expected) => {
  expect(thrownInWords(error)).toBe(expected);
});

import { expect, test } from 'vitest';
import { Lineage, type Step } from '../../simulation/world/step.ts';
import type { Touched } from './accesses.ts';
import { racingCode } from './racing-code.ts';

const frames = (stack: string | undefined) =>
  stack === undefined ? [] : [{ file: 'a.ts', line: 1, column: 1, function: stack }];

function step(id: string, kind: Step['kind'], stack?: string): Step {
  const lineage = Lineage.root(id);
  return {
    lineage,
    id,
    kind,
    actor: id,
    realm: 'tab',
    resource: undefined,
    writes: false,
    runsJavaScript: true,
    stack,
    facts: () => ({ kind: 'call', operation: id }),
    run: () => {},
  };
}

/** What a step touches, in order: location, mode and the code that did. */
function touched(...entries: readonly (readonly [string, 'read' | 'write', string])[]): Touched {
  return {
    accesses: new Map(entries.map(([location, mode]) => [location, mode])),
    entries: new Map(
      entries.map(([location, , stack]) => [
        location,
        { value: '', does: { kind: 'effect' as const }, stack },
      ]),
    ),
  };
}

const load = step('load', 'load');
const other = step('other', 'response', 'handleCodeFlow');
const accesses = new Map([
  ['load', touched(['flag', 'read', 'loadFlag'], ['user', 'write', 'clear'], ['own', 'write', 'draw'])],
  ['other', touched(['flag', 'write', 'store'], ['user', 'read', 'look'])],
  ['hears', touched(['flag', 'read', 'listen'])],
]);

function functionOf(racing: Step, pairs = [{ first: racing, second: other }]): string | undefined {
  return racingCode(pairs, accesses, frames)(racing)[0]?.function;
}

test('of a step that code issued is that code', () => {
  expect(functionOf(other, [{ first: load, second: other }])).toBe('handleCodeFlow');
});

test('of a page that loads is what touches the race as it starts, what it writes before what it reads', () => {
  expect(functionOf(load)).toBe('clear');
});

test('of a page that hears of a change is its own code, not that which made the change', () => {
  expect(functionOf(step('hears', 'event', 'storeTokens'))).toBe('listen');
});

test('is not known where nothing that the race is about was touched', () => {
  expect(functionOf(step('kill', 'kill'))).toBeUndefined();
});

import { expect, test } from 'vitest';
import { mustTakeSameSteps } from './not-reproducible.ts';

const steps = (...ids: string[]): { readonly id: string }[] => ids.map((id) => ({ id }));

test('two runs that take the same steps are one execution', () => {
  expect(() => mustTakeSameSteps(steps('A', 'B'), steps('A', 'B'))).not.toThrow();
});

test.each([
  [
    'another step comes',
    steps('A', 'C'),
    'two runs of one schedule differ in step B, which is not there again',
  ],
  ['it ends sooner', steps('A'), 'two runs of one schedule differ in step B, which is not there again'],
  [
    'it goes on',
    steps('A', 'B', 'C'),
    'two runs of one schedule differ in step C, which was not there first',
  ],
])('where %s the first step that differs is named', (_, again, message) => {
  expect(() => mustTakeSameSteps(steps('A', 'B'), again)).toThrow(message);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { optionTexts } from '../../../results/option-texts.ts';
import { flag, integer, OptionError, oneOf, resolveOptions } from './options.ts';

const specs = {
  calls: integer(3, 'how many', { min: 1, max: 8 }),
  storage: oneOf(['fifo', 'sync'], 'fifo', 'which'),
  rotation: flag(false, 'whether'),
};

describe('options', () => {
  test('have their defaults where nothing is set', () => {
    expect(resolveOptions(specs, {})).toEqual({ calls: 3, storage: 'fifo', rotation: false });
  });

  test('have the values that are set', () => {
    const settings = { calls: '8', storage: 'sync', rotation: 'on' };

    expect(resolveOptions(specs, settings)).toEqual({ calls: 8, storage: 'sync', rotation: true });
  });

  test('come out of their own text as they were', () => {
    fc.assert(
      fc.property(
        fc.record({
          calls: fc.integer({ min: 1, max: 8 }),
          storage: fc.constantFrom('fifo', 'sync'),
          rotation: fc.boolean(),
        }),
        (values) => {
          expect(resolveOptions(specs, optionTexts(values))).toEqual(values);
        },
      ),
      { seed: 1 },
    );
  });

  test('a flag is on or off, true or false', () => {
    const { parse } = flag(false, '');

    expect(['on', 'true', 'off', 'false', 'yes', ''].map(parse)).toEqual([
      true,
      true,
      false,
      false,
      undefined,
      undefined,
    ]);
  });

  test('a whole number is within its bounds and has no other characters', () => {
    const { parse } = integer(1, '', { min: 1, max: 8 });

    expect(['1', '8', '0', '9', '1.5', '-1', '1e0', ' 1', ''].map(parse)).toEqual([
      1,
      8,
      ...Array(7).fill(undefined),
    ]);
  });

  test.each([
    ['calls', '9', 'calls=9 is not accepted; accepted: a whole number from 1 to 8'],
    ['storage', 'disk', 'storage=disk is not accepted; accepted: fifo, sync'],
    ['rotation', 'maybe', 'rotation=maybe is not accepted; accepted: on or off'],
  ])('%s=%s is refused with what is accepted', (name, value, message) => {
    expect(() => resolveOptions(specs, { [name]: value })).toThrow(new OptionError(message));
  });

  test('one that the scenario lacks is refused with those that it has', () => {
    expect(() => resolveOptions(specs, { cals: '2' })).toThrow(
      new OptionError('no option "cals"; options: calls, storage, rotation'),
    );
    expect(() => resolveOptions({}, { cals: '2' })).toThrow('it has no options');
  });

  test.each(['constructor', 'toString', '__proto__'])('%s is no option of any scenario', (name) => {
    const settings = Object.fromEntries([[name, 'x']]);

    expect(() => resolveOptions(specs, settings)).toThrow(OptionError);
  });
});

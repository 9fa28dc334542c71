import { expect, test } from 'vitest';
import { optionTexts } from './option-texts.ts';

test('options as text are what --set takes', () => {
  expect(optionTexts({ calls: 3, rotation: true, global: false, storage: 'fifo' })).toEqual({
    calls: '3',
    rotation: 'on',
    global: 'off',
    storage: 'fifo',
  });
});

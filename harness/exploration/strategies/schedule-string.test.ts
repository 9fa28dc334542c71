import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { execute } from '../../simulation/execution/execute.ts';
import { actor, COUNTER, idsOf, tinySubject } from '../../simulation/fixtures.ts';
import { choicesStrategy } from './choices.ts';
import { randomStrategy } from './random.ts';
import {
  ChoiceRecorder,
  formatScheduleString,
  isScheduleString,
  parseScheduleString,
  type ScheduleString,
  ScheduleStringError,
} from './schedule-string.ts';

const SCHEDULE: ScheduleString = {
  scenario: 'concurrent-refresh',
  amplify: '6.6.6',
  options: { calls: '3', storage: 'fifo' },
  seed: 1,
  actors: ['A', 'B'],
  choices: [
    { skip: 27, index: 0 },
    { skip: 0, index: 36 },
  ],
};
const TEXT = 'ar1/concurrent-refresh/6.6.6/calls=3,storage=fifo/1/A.B/r.0-0.10';

const text = fc.string({ unit: 'grapheme' });
const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const anySchedule: fc.Arbitrary<ScheduleString> = fc.record(
  {
    scenario: name,
    file: text.filter((path) => path !== ''),
    amplify: text.filter((spec) => spec !== ''),
    options: fc.dictionary(
      text.filter((key) => key !== '' && key !== '__proto__'),
      text,
      { noNullPrototype: true },
    ),
    seed: fc.maxSafeInteger(),
    actors: fc.array(fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/), { minLength: 1, maxLength: 5 }),
    choices: fc.array(fc.record({ skip: fc.nat(), index: fc.nat() })),
  },
  { requiredKeys: ['scenario', 'amplify', 'options', 'seed', 'actors', 'choices'] },
);

describe('a schedule string', () => {
  test('has its parts in order', () => {
    expect(formatScheduleString(SCHEDULE)).toBe(TEXT);
  });

  test('is read as what it was made from', () => {
    expect(parseScheduleString(TEXT)).toEqual(SCHEDULE);
  });

  test('is read as what it was made from, whatever that is', () => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        expect(parseScheduleString(formatScheduleString(schedule))).toEqual(schedule);
      }),
      { seed: 1 },
    );
  });

  test('survives a shell without quotes, whatever it is made from', () => {
    fc.assert(
      fc.property(anySchedule, (schedule) => {
        expect(formatScheduleString(schedule)).toMatch(/^[A-Za-z0-9@%_+=:,./~-]+$/);
      }),
      { seed: 1 },
    );
  });

  test('marks parts that are empty', () => {
    expect(formatScheduleString({ ...SCHEDULE, options: {}, choices: [] })).toBe(
      'ar1/concurrent-refresh/6.6.6/-/1/A.B/-',
    );
  });

  test('is read with blanks around it, as pasted text has them', () => {
    expect(parseScheduleString(`  ${TEXT}\n`)).toEqual(SCHEDULE);
  });

  test.each([
    [TEXT, true],
    ['ar2/x', true],
    ['.amplify-race/trace.json', false],
    ['art/x', false],
  ])('%s is taken for one: %s', (given, expected) => {
    expect(isScheduleString(given)).toBe(expected);
  });
});

describe('what cannot be read names the part', () => {
  test.each([
    ['ar2/x', 'unknown schedule format "ar2"; this version reads ar1'],
    ['', 'unknown schedule format ""; this version reads ar1'],
    [
      TEXT.slice(0, TEXT.lastIndexOf('/')),
      'the schedule has 6 parts in place of 7; was it copied completely?',
    ],
    [`${TEXT}/x`, 'the schedule has 8 parts in place of 7'],
    [TEXT.replace('/A.B/', '//'), 'the schedule has an empty part; was it copied completely?'],
    [TEXT.replace('/1/', '/one/'), '"one" in the schedule is not a seed'],
    [TEXT.replace('/1/', '/99999999999999999999/'), '"99999999999999999999" in the schedule is not a seed'],
    [TEXT.replace('6.6.6', '%E0%A4%A'), '"%E0%A4%A" in the schedule is not a release'],
    [TEXT.replace('calls=3', 'calls'), '"calls" in the schedule is not name=value'],
    [TEXT.replace('calls=3', '=3'), '"=3" in the schedule is not name=value'],
    [TEXT.replace('calls=3', 'calls=3=4'), '"calls=3=4" in the schedule is not name=value'],
    [TEXT.replace('calls=3', 'calls=%'), '"%" in the schedule is not a value'],
    [TEXT.replace('r.0', 'r'), '"r" in the schedule is not a choice, such as "a.1"'],
    [TEXT.replace('r.0', 'R.0'), '"R.0" in the schedule is not a choice'],
  ])('%s', (given, message) => {
    const read = (): unknown => parseScheduleString(given);

    expect(read).toThrow(ScheduleStringError);
    expect(read).toThrow(message);
  });

  test('whatever text is given', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 9 }), (parts) => {
        try {
          parseScheduleString(['ar1', ...parts].join('/'));
        } catch (error) {
          expect(error).toBeInstanceOf(ScheduleStringError);
        }
      }),
      { seed: 1 },
    );
  });
});

test('recorded choices lead through the same steps, whatever the order', async () => {
  const subject = tinySubject({
    calls: COUNTER,
    program: [actor('A', 'signOut'), actor('B', 'signOut', 'getCurrentUser'), actor('C', 'signOut')],
    start: { devices: { phone: { storage: 'unordered' } } },
  });
  const random = randomStrategy(1);
  for (let run = 0; run < 30; run += 1) {
    const recorder = new ChoiceRecorder();
    random.begin();
    const executed = await execute(subject, {
      ...random,
      pick(enabled, last) {
        const step = random.pick(enabled, last);
        if (step) recorder.record(enabled, last, step);
        return step;
      },
    });

    const again = await execute(subject, choicesStrategy(recorder.choices));

    expect(idsOf(again)).toEqual(idsOf(executed));
  }
});

import type { BrowserProgram, BrowserStep, ProgramText } from './browser-program.ts';

/** The quota of localStorage that a browser with 10 MiB of UTF-16 has: key and value of one entry. */
const QUOTA = 5 * 1024 * 1024;

const set = (tab: number, key: ProgramText, value: ProgramText): BrowserStep => ({
  tab,
  setItem: [key, value],
});
const x = (times: number, text = 'x'): ProgramText => ({ text, times });
const SETTLE: BrowserStep = { settle: true };

/** On localStorage and its events. */
export const LOCAL_STORAGE_PROGRAMS: readonly BrowserProgram[] = [
  {
    name: 'entries',
    host: 'localhost',
    tabs: ['/'],
    steps: [
      { tab: 0, getItem: 'absent' },
      { tab: 0, length: true },
      { tab: 0, key: 0 },
      set(0, 'a', '1'),
      { tab: 0, getItem: 'a' },
      { tab: 0, length: true },
      { tab: 0, key: 0 },
      { tab: 0, key: 1 },
      set(0, 'a', ''),
      { tab: 0, getItem: 'a' },
      set(0, '', 'empty key'),
      { tab: 0, getItem: '' },
      { tab: 0, removeItem: 'a' },
      { tab: 0, removeItem: 'a' },
      { tab: 0, getItem: 'a' },
      { tab: 0, length: true },
      set(0, '\ud800', '\udc00 half a pair'),
      { tab: 0, getItem: '\ud800' },
      { tab: 0, clear: true },
      { tab: 0, length: true },
    ],
  },
  {
    name: 'events go to the others, and only for changes',
    host: 'localhost',
    tabs: ['/', '/other', '/deep/page'],
    steps: [
      set(0, 'k', '1'),
      set(0, 'k', '1'),
      set(0, 'k', '2'),
      { tab: 0, removeItem: 'absent' },
      { tab: 0, removeItem: 'k' },
      { tab: 0, clear: true },
      set(0, 'k', ''),
      { tab: 0, clear: true },
      SETTLE,
      set(1, 'k', 'from the second'),
    ],
  },
  {
    name: 'events in the order of writing, later than the write',
    host: 'localhost',
    tabs: ['/', '/', '/'],
    steps: [
      set(0, 'a', '1'),
      set(1, 'a', '2'),
      { tab: 2, getItem: 'a' },
      set(2, 'b', '1'),
      set(0, 'b', '2'),
      set(1, 'a', '3'),
      { tab: 0, removeItem: 'b' },
    ],
  },
  {
    name: 'a closed tab hears nothing',
    host: 'localhost',
    tabs: ['/', '/'],
    steps: [set(0, 'a', '1'), { tab: 1, close: true }, set(0, 'a', '2'), SETTLE, set(0, 'a', '3')],
  },
  {
    name: 'quota',
    host: 'localhost',
    tabs: ['/', '/'],
    steps: [
      set(0, 'k', x(QUOTA)),
      set(0, 'k', x(QUOTA - 1)),
      set(0, 'l', ''),
      set(0, 'k', x(QUOTA, 'y')),
      { tab: 0, getItem: 'k' },
      set(0, 'k', x(QUOTA - 1, 'z')),
      set(0, 'k', x(QUOTA - 10, 'z')),
      set(0, 'l', x(9)),
      set(0, 'l', x(8)),
      set(0, 'l', x(9, 'y')),
      { tab: 0, removeItem: 'k' },
      set(0, 'l', x(9, 'y')),
      { tab: 0, getItem: 'l' },
    ],
  },
  {
    name: 'quota in UTF-16 code units',
    host: 'localhost',
    tabs: ['/'],
    steps: [set(0, 'k', x(QUOTA - 1, 'é')), set(0, 'k', x(QUOTA / 2, '😀')), { tab: 0, length: true }],
  },
];

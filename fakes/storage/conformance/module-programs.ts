import type { ModuleCall, ModuleProgram } from './module-program.ts';

const call = (method: string, ...args: readonly unknown[]): ModuleCall => ({ method, args });
const calling = (method: string, ...args: readonly unknown[]): ModuleCall => ({
  method,
  args,
  callback: true,
});

const STORED = { a: '1', b: '2', empty: '' };
const FULL = { message: 'database or disk is full (code 13 SQLITE_FULL)' };

/** For AsyncStorage 1.x and 2.x. */
export const ASYNC_STORAGE_PROGRAMS: readonly ModuleProgram[] = [
  {
    name: 'single entries',
    stored: STORED,
    blocks: [
      [call('getItem', 'a'), call('setItem', 'a', '3'), call('getItem', 'a'), call('removeItem', 'b')],
      [call('getItem', 'b'), call('getItem', 'absent'), call('getItem', 'empty'), call('getAllKeys')],
      [call('clear'), call('getAllKeys')],
    ],
  },
  {
    name: 'callbacks',
    stored: STORED,
    blocks: [
      [calling('getItem', 'a'), calling('setItem', 'c', '3'), calling('removeItem', 'b')],
      [calling('getAllKeys'), calling('multiGet', ['a', 'b']), calling('multiSet', [['d', '4']])],
      [calling('multiRemove', ['a']), calling('clear')],
    ],
  },
  {
    name: 'multiGet is overtaken by what is issued later in the same run',
    stored: STORED,
    blocks: [
      [
        call('multiGet', ['a', 'b']),
        call('setItem', 'a', 'new'),
        call('getItem', 'b'),
        call('multiGet', ['b', 'absent', 'b']),
        call('removeItem', 'b'),
      ],
      [call('multiGet', [])],
    ],
  },
  {
    name: 'several at once',
    stored: STORED,
    blocks: [
      [
        call('multiSet', [
          ['a', '3'],
          ['c', '4'],
        ]),
        call('multiRemove', ['b', 'absent']),
        call('multiGet', ['c', 'b', 'a', 'empty']),
      ],
    ],
  },
  {
    name: 'what is refused',
    blocks: [
      [call('setItem', 'a', null), calling('setItem', 'a', undefined), call('multiSet', [])],
      [call('multiSet', [['a', null]]), call('getItem', '')],
    ],
  },
  {
    name: 'failures',
    stored: STORED,
    failing: { 0: [FULL], 1: [FULL], 2: [FULL], 3: [FULL], 4: [FULL] },
    blocks: [
      [
        calling('getItem', 'a'),
        calling('setItem', 'a', '3'),
        calling('removeItem', 'a'),
        calling('clear'),
        calling('getAllKeys'),
      ],
    ],
  },
  {
    name: 'failures of several at once',
    stored: STORED,
    failing: {
      0: [
        { message: 'Failed to write value.', key: 'a' },
        { message: 'Failed to write value.', key: 'b' },
      ],
      1: [FULL],
      2: [
        { message: 'Failed to read storage file.', key: 'b' },
        { message: 'Failed to read storage file.', key: 'a' },
      ],
    },
    blocks: [
      [
        calling('multiSet', [
          ['a', '3'],
          ['b', '4'],
        ]),
        calling('multiRemove', ['a']),
        calling('multiGet', ['b']),
        calling('multiGet', ['a']),
      ],
    ],
  },
];

/** For AsyncStorage 3.x. */
export const ASYNC_STORAGE_3_PROGRAMS: readonly ModuleProgram[] = [
  {
    name: 'single entries',
    stored: STORED,
    blocks: [
      [call('getItem', 'a'), call('setItem', 'a', '3'), call('getItem', 'a'), call('removeItem', 'b')],
      [call('getItem', 'b'), call('getItem', 'absent'), call('getItem', 'empty'), call('getAllKeys')],
      [call('clear'), call('getAllKeys')],
    ],
  },
  {
    name: 'several at once, in the order of issue',
    stored: STORED,
    blocks: [
      [
        call('getMany', ['b', 'absent']),
        call('setMany', { b: '3', c: '4' }),
        call('removeMany', ['a']),
        call('getItem', 'a'),
      ],
    ],
  },
  {
    name: 'failures',
    stored: STORED,
    failing: { 0: [FULL], 1: [FULL], 2: [FULL], 3: [FULL] },
    blocks: [
      [call('getItem', 'a'), call('setItem', 'a', '3'), call('removeMany', ['a']), call('getAllKeys')],
    ],
  },
  {
    name: 'no callbacks and no multi-methods',
    blocks: [[calling('getAllKeys'), call('multiGet', ['a']), call('multiRemove', ['a'])]],
  },
];

/** For expo-secure-store. */
export const SECURE_STORE_PROGRAMS: readonly ModuleProgram[] = [
  {
    name: 'entries',
    stored: STORED,
    blocks: [
      [call('getItemAsync', 'a'), call('setItemAsync', 'a', '3'), call('getItemAsync', 'a')],
      [call('deleteItemAsync', 'b'), call('getItemAsync', 'b'), call('getItemAsync', 'empty')],
      [call('setItemAsync', 'c', '4'), call('getItem', 'a'), call('setItem', 'd', '5')],
    ],
  },
  {
    name: 'keys',
    blocks: [
      [
        'Cognito.client_id.user-1.accessToken',
        '',
        'a@b.example',
        '+4912345',
        '@MemoryStorage:a',
        'a b',
        'ä',
      ].map((key) => call('getItemAsync', key)),
      [call('setItemAsync', 'a@b', '1'), call('deleteItemAsync', 'a@b')],
      [call('getItem', 'a@b'), call('setItem', 'a@b', '1')],
    ],
  },
];

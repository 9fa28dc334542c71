import { distance } from 'fastest-levenshtein';
import { DEFAULT_COGNITO_OPTIONS } from './options.ts';
import type { NewUser } from './user.ts';

/** Words that an option accepts, where it accepts only some. */
const WORDS: Readonly<Record<string, readonly unknown[]>> = {
  deviceTracking: ['off', 'opt-in', 'always'],
  mfa: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
  status: ['CONFIRMED', 'UNCONFIRMED', 'RESET_REQUIRED'],
};

const OF_SERVER: readonly string[] = ['now', 'seed', 'onAccess', ...Object.keys(DEFAULT_COGNITO_OPTIONS)];
const OF_USER: Readonly<Record<keyof NewUser, true>> = {
  username: true,
  password: true,
  email: true,
  mfa: true,
  status: true,
};

/** @throws {TypeError} for settings of a server that are unknown, missing or of the wrong kind */
export function checkSettings(settings: unknown): void {
  const given = objectIn(settings, 'new FakeCognito', '{ now: () => Date.now() }');
  checkKeys(given, OF_SERVER, 'new FakeCognito');
  if (typeof given.now !== 'function') refuse('now', given.now, 'a function that returns ms since the epoch');
  if (given.seed !== undefined && typeof given.seed !== 'string') refuse('seed', given.seed, 'a text');
  if (given.onAccess !== undefined && typeof given.onAccess !== 'function') {
    refuse('onAccess', given.onAccess, 'a function');
  }
  for (const [key, value] of Object.entries(given)) {
    if (Object.hasOwn(DEFAULT_COGNITO_OPTIONS, key)) checkOption(key, value);
  }
}

/** @throws {TypeError} for data of a user that are unknown, missing or of the wrong kind */
export function checkUser(user: unknown): void {
  const given = objectIn(user, 'addUser', '{ username, password }');
  checkKeys(given, Object.keys(OF_USER), 'addUser');
  for (const key of ['username', 'password', 'email']) {
    if (key === 'email' && given.email === undefined) continue;
    if (typeof given[key] !== 'string' || given[key] === '')
      refuse(key, given[key], 'a text that is not empty');
  }
  for (const key of ['mfa', 'status']) {
    if (given[key] !== undefined) checkWord(key, given[key]);
  }
}

function checkOption(key: string, value: unknown): void {
  if (key === 'rotation') {
    const grace = (value as { graceSeconds?: unknown } | undefined | null)?.graceSeconds;
    if (value !== undefined && !isAmount(grace)) {
      refuse(key, value, 'undefined, or { graceSeconds } with a number, 0 or more');
    }
    return;
  }
  if (Object.hasOwn(WORDS, key)) {
    checkWord(key, value);
    return;
  }
  const usual: unknown = DEFAULT_COGNITO_OPTIONS[key as keyof typeof DEFAULT_COGNITO_OPTIONS];
  if (Array.isArray(usual)) {
    const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
    if (!isList) refuse(key, value, 'an array of texts');
  } else if (typeof usual === 'number') {
    if (!isAmount(value)) refuse(key, value, 'a number, 0 or more');
  } else if (typeof value !== typeof usual) {
    refuse(key, value, typeof usual === 'boolean' ? 'true or false' : 'a text');
  }
}

function checkWord(key: string, value: unknown): void {
  const words = WORDS[key] ?? [];
  if (words.includes(value)) return;
  const hint = typeof value === 'string' ? suggestion(value, words.map(String)) : '';
  refuse(key, value, `one of ${words.join(', ')}`, hint);
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && value >= 0;
}

function objectIn(value: unknown, of: string, expected: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>;
  throw new TypeError(`${of}: ${String(value)} is not accepted; expected an object such as ${expected}`);
}

function checkKeys(given: object, keys: readonly string[], of: string): void {
  const unknown = Object.keys(given).find((key) => !keys.includes(key));
  if (unknown === undefined) return;
  throw new TypeError(`${of} has no "${unknown}".${suggestion(unknown, keys)} It has ${keys.join(', ')}.`);
}

/** A password that is not accepted is not shown. */
function refuse(key: string, value: unknown, expected: string, hint = ''): never {
  const shown = key === 'password' ? 'its value' : (JSON.stringify(value) ?? String(value));
  const what = value === undefined ? 'is missing' : `${shown} is not accepted`;
  throw new TypeError(`${key}: ${what}; expected ${expected}.${hint}`);
}

/** The known word that differs from the typed one by a letter or two. */
function suggestion(typed: string, known: readonly string[]): string {
  const [nearest] = known
    .map((word) => ({ word, away: distance(typed.toLowerCase(), word.toLowerCase()) }))
    .sort((one, other) => one.away - other.away);
  return nearest && nearest.away <= 2 ? ` Did you mean "${nearest.word}"?` : '';
}

import { expect, test } from 'vitest';
import { decodeCookies, encodeCookieName, encodeCookieValue } from './js-cookie-coding.ts';

test('encodes what RFC 6265 does not allow, and leaves the rest', () => {
  expect(encodeCookieName('Client.a+b@c.example (1)')).toBe('Client.a+b%40c.example%20%281%29');
  expect(encodeCookieValue('{"loginId":"a@b.example";}')).toBe('{%22loginId%22:%22a@b.example%22%3B}');
});

test('reads what servers have written as well: quotes, and what is encoded in part', () => {
  expect(decodeCookies('a="quoted"; b=1%2B1=2; a=second; %ZZ=bad name; c=%ZZ')).toEqual(
    new Map([
      ['a', 'quoted'],
      ['b', '1+1=2'],
      ['c', '%ZZ'],
    ]),
  );
});

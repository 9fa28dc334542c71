/**
 * How js-cookie, and so Amplify's CookieStorage, writes names and values into `document.cookie`: percent-encoded
 * but for characters that RFC 6265 allows there. Source: js-cookie 3.0.8.
 */

const KEPT_IN_NAMES = '#$&+^`|';
const KEPT_IN_VALUES = '#$&+/:<=>?@[]^`{|}';

/** @throws {URIError} for half of a surrogate pair */
export function encodeCookieName(name: string): string {
  return encode(name, KEPT_IN_NAMES).replaceAll('(', '%28').replaceAll(')', '%29');
}

/** @throws {URIError} for half of a surrogate pair */
export function encodeCookieValue(value: string): string {
  return encode(value, KEPT_IN_VALUES);
}

/** The names and values in a `document.cookie`. Of several cookies with one name the first counts. */
export function decodeCookies(text: string): Map<string, string> {
  const decoded = new Map<string, string>();
  for (const cookie of text === '' ? [] : text.split('; ')) {
    const [name = '', ...rest] = cookie.split('=');
    try {
      const key = decodeURIComponent(name);
      if (!decoded.has(key)) decoded.set(key, decodeValue(rest.join('=')));
    } catch {
      // Not written by js-cookie, which skips it as well.
    }
  }
  return decoded;
}

function decodeValue(value: string): string {
  const unquoted = value.startsWith('"') ? value.slice(1, -1) : value;
  return unquoted.replace(/(?:%[\dA-F]{2})+/gi, decodeURIComponent);
}

function encode(text: string, kept: string): string {
  return [...text]
    .map((character) => (kept.includes(character) ? character : encodeURIComponent(character)))
    .join('');
}

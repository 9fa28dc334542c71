/** A cookie as a script writes it, before the browser decides whether to take it. */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string | undefined;
  /** Without a leading dot. */
  readonly domain: string | undefined;
  /** Milliseconds since the Unix epoch; undefined for a cookie that lives as long as the browser. */
  readonly expires: number | undefined;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: string | undefined;
}

/** Limits in bytes, RFC 6265bis section 5.6. */
const MAX_PAIR = 4096;
const MAX_ATTRIBUTE = 1024;

const MILLISECONDS = 1000;

/**
 * Reads what was assigned to `document.cookie`.
 * @param now milliseconds since the Unix epoch
 * @returns undefined for what a browser ignores altogether: control characters, neither name nor value, or name
 *   and value of more than 4096 bytes
 */
export function parseSetCookie(text: string, now: number): SetCookie | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\x00-\x08\x0A-\x1F\x7F]/.test(text)) return undefined;
  const [pair = '', ...attributes] = text.split(';');
  const equals = pair.indexOf('=');
  const name = pair.slice(0, Math.max(equals, 0)).trim();
  const value = pair.slice(equals + 1).trim();
  if (name === '' && value === '') return undefined;
  // RFC 6265bis allows tabs; Chromium does not.
  if (name.includes('\t') || value.includes('\t')) return undefined;
  if (Buffer.byteLength(name) + Buffer.byteLength(value) > MAX_PAIR) return undefined;

  const found = new Map<string, string>();
  for (const attribute of attributes) {
    const [key = '', ...rest] = attribute.split('=');
    const content = rest.join('=').trim();
    if (Buffer.byteLength(content) <= MAX_ATTRIBUTE) found.set(key.trim().toLowerCase(), content);
  }
  const domain = found.get('domain')?.replace(/^\./, '').toLowerCase();
  const path = found.get('path');
  return {
    name,
    value,
    path: path?.startsWith('/') ? path : undefined,
    domain: domain === '' ? undefined : domain,
    expires: expiryOf(found, now),
    secure: found.has('secure'),
    httpOnly: found.has('httponly'),
    sameSite: found.get('samesite')?.toLowerCase(),
  };
}

/** `Max-Age` counts for more than `Expires`; what cannot be read counts for nothing. */
function expiryOf(attributes: ReadonlyMap<string, string>, now: number): number | undefined {
  const maxAge = attributes.get('max-age');
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return now + Number(maxAge) * MILLISECONDS;
  const expires = Date.parse(attributes.get('expires') ?? '');
  return Number.isNaN(expires) ? undefined : expires;
}

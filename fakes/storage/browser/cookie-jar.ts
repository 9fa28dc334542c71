import { defaultPath, domainMatches, isTrustworthy, pathMatches } from './cookie-matching.ts';
import { parseSetCookie, type SetCookie } from './set-cookie.ts';

export interface CookieJarOptions {
  /** Milliseconds since the Unix epoch. Default: the global `Date.now`. */
  readonly now?: () => number;
  /**
   * The most cookies that the site may have, and how many are kept if it has more; {@link FakeCookieJar} decides which.
   * Default: Chromium's 180 and 150. RFC 6265 asks for at least 50.
   */
  readonly limit?: { readonly max: number; readonly keep: number };
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  /** With a leading dot if subdomains see it, too. */
  readonly scope: string;
  readonly path: string;
  readonly secure: boolean;
  readonly expires: number | undefined;
  /** When it was first written, by counting. */
  readonly created: number;
}

/**
 * The cookies of one site (one registrable domain) as scripts write and read them: RFC 6265bis with Chromium's
 * limits. A browser silently drops a cookie that it does not accept, and the previous cookie stays.
 *
 * Left out: the list of public suffixes, cookies of servers (and so `HttpOnly`), `SameSite` on requests, reading
 * as a use that saves from eviction (Chromium counts one a minute).
 */
export class FakeCookieJar {
  readonly #now: () => number;
  readonly #limit: { readonly max: number; readonly keep: number };
  /** The longest unwritten first. */
  #cookies: Cookie[] = [];
  #writes = 0;

  constructor({ now = () => Date.now(), limit = { max: 180, keep: 150 } }: CookieJarOptions = {}) {
    this.#now = now;
    this.#limit = limit;
  }

  /** What `document.cookie` reads in a document at `url`. */
  read(url: string): string {
    const location = new URL(url);
    this.#expire();
    return this.#cookies
      .filter((cookie) => isVisible(cookie, location))
      .toSorted((a, b) => b.path.length - a.path.length || a.created - b.created)
      .map(({ name, value }) => (name === '' ? value : `${name}=${value}`))
      .join('; ');
  }

  /** What assigning to `document.cookie` does in a document at `url`. */
  write(url: string, text: string): void {
    const location = new URL(url);
    const parsed = parseSetCookie(text, this.#now());
    if (!parsed || !isAccepted(parsed, location)) return;
    const { name, value, secure, expires } = parsed;
    const scope = scopeOf(parsed, location);
    const path = parsed.path ?? defaultPath(location.pathname);
    this.#writes += 1;
    const old = this.#cookies.find(
      (cookie) => cookie.name === name && cookie.scope === scope && cookie.path === path,
    );
    // As Chromium does; RFC 6265 keeps it in any case.
    const created = old?.value === value ? old.created : this.#writes;
    this.#cookies = this.#cookies.filter((cookie) => cookie !== old);
    this.#cookies.push({ name, value, scope, path, secure, expires, created });
    this.#expire();
    this.#evict();
  }

  /** Of all cookies as they are stored, the longest unwritten first. */
  names(): readonly string[] {
    return this.#cookies.map(({ name }) => name);
  }

  #expire(): void {
    const now = this.#now();
    this.#cookies = this.#cookies.filter(({ expires }) => expires === undefined || expires > now);
  }

  /** When there are too many: those that are not `Secure` go before those that are, the longest unwritten first. */
  #evict(): void {
    if (this.#cookies.length <= this.#limit.max) return;
    const kept = this.#cookies
      .toSorted((a, b) => Number(a.secure) - Number(b.secure))
      .slice(-this.#limit.keep);
    this.#cookies = this.#cookies.filter((cookie) => kept.includes(cookie));
  }
}

function isAccepted(cookie: SetCookie, location: URL): boolean {
  const { name, domain, secure, httpOnly, sameSite, path } = cookie;
  if (httpOnly) return false;
  if (secure && !isTrustworthy(location)) return false;
  if (sameSite === 'none' && !secure) return false;
  if (/^__secure-/i.test(name) && !secure) return false;
  if (/^__host-/i.test(name) && !(secure && domain === undefined && path === '/')) return false;
  return domain === undefined || domain === location.hostname || isParent(domain, location.hostname);
}

/** A top-level domain is nobody's own. */
function isParent(domain: string, host: string): boolean {
  return domain.includes('.') && domainMatches(host, domain);
}

function scopeOf({ domain }: SetCookie, { hostname }: URL): string {
  // A host of one label, such as localhost, has no subdomains to share cookies with.
  return domain === undefined || !domain.includes('.') ? hostname : `.${domain}`;
}

function isVisible({ scope, path, secure }: Cookie, location: URL): boolean {
  const host = location.hostname;
  const inScope = scope.startsWith('.') ? domainMatches(host, scope.slice(1)) : host === scope;
  return inScope && pathMatches(location.pathname, path) && (!secure || isTrustworthy(location));
}

import { deviceWithoutMemory, type StorageBackend, type StorageProcess } from '../backend.ts';
import { applyBackendOperation, type BackendOperation, type StorageResult } from '../batch-operation.ts';
import { FakeCookieJar } from '../browser/cookie-jar.ts';
import { decodeCookies, encodeCookieName, encodeCookieValue } from '../browser/js-cookie-coding.ts';
import type { StorageData } from '../operation.ts';

/**
 * Amplify's CookieStorage with its defaults, in a document at the root of a secure site: synchronous, shared by
 * all tabs. Nothing ever fails; a name and value of more than 4096 bytes, encoded, are dropped and the old
 * cookie stays, and beyond 180 cookies old ones go.
 *
 * To run Amplify's own CookieStorage or js-cookie, give it the `document` of a `FakeOrigin`.
 */
export const cookiesBackend: StorageBackend = {
  title: "cookies, as Amplify's CookieStorage writes them (synchronous, with limits)",
  ordering: 'sync',
  failures: [],
  device: (data) => deviceWithoutMemory(new CookieProcess(data)),
};

const URL = 'https://site.example/';
const ATTRIBUTES = '; path=/; secure';
const REMOVING = `${ATTRIBUTES}; expires=Thu, 01 Jan 1970 00:00:00 GMT`;

class CookieProcess implements StorageProcess {
  readonly #data: StorageData;
  readonly #jar = new FakeCookieJar();

  constructor(data: StorageData) {
    this.#data = data;
    for (const [key, value] of data) this.#write(key, value, ATTRIBUTES);
    this.#publish();
  }

  /** The order of writing, by which cookies go when there are too many. */
  memory(): string {
    return this.#jar.names().join(' ');
  }

  failuresOf(): readonly [] {
    return [];
  }

  carryOut<Operation extends BackendOperation>(operation: Operation): StorageResult<Operation> {
    switch (operation.method) {
      case 'setItem':
        this.#write(operation.key, operation.value, ATTRIBUTES);
        break;
      case 'multiSet':
        for (const [key, value] of operation.entries) this.#write(key, value, ATTRIBUTES);
        break;
      case 'removeItem':
        this.#write(operation.key, '', REMOVING);
        break;
      case 'multiRemove':
        for (const key of operation.keys) this.#write(key, '', REMOVING);
        break;
      case 'clear':
        for (const key of this.#data.keys()) this.#write(key, '', REMOVING);
        break;
      default:
        return applyBackendOperation(this.#data, operation) as StorageResult<Operation>;
    }
    this.#publish();
    return undefined as StorageResult<Operation>;
  }

  #write(key: string, value: string, attributes: string): void {
    this.#jar.write(URL, `${encodeCookieName(key)}=${encodeCookieValue(value)}${attributes}`);
  }

  /** Keeps the data to what a script would read. */
  #publish(): void {
    this.#data.clear();
    for (const [key, value] of decodeCookies(this.#jar.read(URL))) this.#data.set(key, value);
  }
}

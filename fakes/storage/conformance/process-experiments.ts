// @ts-nocheck This runs in a page; the rest of the code does without the types of one.
/**
 * What two tabs of one origin, `left` and `right`, do in a real browser to find out how storage travels between
 * them. Runs in the browser: see `record-processes.ts`.
 */
export interface ProcessExperiment {
  readonly name: string;
  /**
   * @param tab which of the two runs it
   * @param begin when both begin, ms since the Unix epoch
   * @returns counts or final values, by name
   */
  run(tab: 'left' | 'right', begin: number): Promise<Readonly<Record<string, string | number>>>;
}

const ROUNDS = 400;

export const PROCESS_EXPERIMENTS: readonly ProcessExperiment[] = [
  {
    name: 'localStorage within one task of a reader',
    run: async (tab, begin) => {
      localStorage.setItem('frozen', 'old');
      await until(begin + 100);
      if (tab === 'left') {
        await until(begin + 200);
        localStorage.setItem('frozen', 'new');
        return {};
      }
      const before = localStorage.getItem('frozen') ?? '';
      block(begin + 400);
      const after = localStorage.getItem('frozen') ?? '';
      await until(begin + 700);
      return { before, after, later: localStorage.getItem('frozen') ?? '' };
    },
  },
  {
    name: 'cookies within one task of a reader',
    run: async (tab, begin) => {
      setCookie('frozen=old');
      await until(begin + 100);
      if (tab === 'left') {
        await until(begin + 200);
        setCookie('frozen=new');
        return {};
      }
      const before = cookie('frozen');
      block(begin + 400);
      const after = cookie('frozen');
      await until(begin + 700);
      return { before, after, later: cookie('frozen') };
    },
  },
  conflict('both write', () => localStorage.setItem('fought', 'right')),
  conflict('the later writes what it has', () => localStorage.setItem('fought', 'old')),
  conflict('the later removes', () => localStorage.removeItem('fought')),
  {
    name: 'an entry that only the other tab has yet, removed',
    run: async (tab, begin) => {
      localStorage.removeItem('absent');
      await until(begin + 100);
      if (tab === 'right') {
        localStorage.getItem('absent');
        block(begin + 400);
        localStorage.removeItem('absent');
      } else {
        await until(begin + 200);
        localStorage.setItem('absent', 'left');
      }
      await until(begin + 700);
      return { later: localStorage.getItem('absent') ?? 'nothing' };
    },
  },
  torn('localStorage', {
    clear: () => localStorage.removeItem('first'),
    write: (key, value) => localStorage.setItem(key, value),
    read: () => ({
      first: localStorage.getItem('first') ?? '',
      second: localStorage.getItem('second') ?? '',
      done: localStorage.getItem('done') ?? '',
    }),
  }),
  torn('cookies', {
    clear: () => {
      setCookie('first=; max-age=0');
    },
    write: (key, value) => {
      setCookie(`${key}=${value}`);
    },
    read: () => {
      const cookies = document.cookie;
      return {
        first: cookie('first', cookies),
        second: cookie('second', cookies),
        done: cookie('done', cookies),
      };
    },
  }),
  {
    name: 'storage events',
    run: async (tab, begin) => {
      let heard = 0;
      let outOfOrder = 0;
      let older = 0;
      let newer = 0;
      addEventListener('storage', ({ key, newValue }) => {
        if (key !== 'counted') return;
        const told = Number(newValue);
        const stored = Number(localStorage.getItem('counted'));
        if (told !== heard + 1) outOfOrder += 1;
        if (stored < told) older += 1;
        if (stored > told) newer += 1;
        heard += 1;
      });
      await until(begin + 100);
      if (tab === 'left') {
        for (let count = 1; count <= ROUNDS; count += 1) {
          localStorage.setItem('counted', String(count));
          if (count % 10 === 0) await pause(2);
        }
      }
      await until(begin + 3000);
      return tab === 'left' ? { written: ROUNDS } : { heard, outOfOrder, older, newer };
    },
  },
  {
    name: 'a message sent after a write',
    run: async (tab, begin) => {
      const channel = new BroadcastChannel('experiment');
      let before = 0;
      let after = 0;
      channel.onmessage = ({ data }) => {
        if (Number(localStorage.getItem('sent') ?? -1) >= Number(data)) after += 1;
        else before += 1;
      };
      await until(begin + 100);
      if (tab === 'left') {
        for (let count = 0; count < ROUNDS; count += 1) {
          localStorage.setItem('sent', String(count));
          channel.postMessage(String(count));
          await pause(3);
        }
      }
      await until(begin + 4000);
      channel.close();
      return tab === 'left' ? { sent: ROUNDS } : { before, after };
    },
  },
  counter('localStorage', {
    read: () => Promise.resolve(localStorage.getItem('counter') ?? '0'),
    write: (value) => Promise.resolve(localStorage.setItem('counter', value)),
  }),
  counter('cookies', {
    read: () => Promise.resolve(cookie('counter') || '0'),
    write: async (value) => {
      setCookie(`counter=${value}`);
    },
  }),
  counter('IndexedDB', {
    read: async () => ((await inDatabase('readonly', (store) => store.get('counter'))) as string) ?? '0',
    write: async (value) => void (await inDatabase('readwrite', (store) => store.put(value, 'counter'))),
  }),
];

/** Two tabs increment a counter, which each reads and writes while it holds a Web Lock. */
function counter(
  storage: string,
  { read, write }: { read: () => Promise<string>; write: (value: string) => Promise<void> },
): ProcessExperiment {
  return {
    name: `a counter in ${storage} under a Web Lock`,
    run: async (_, begin) => {
      await write('0');
      await until(begin + 300);
      for (let round = 0; round < ROUNDS; round += 1) {
        await navigator.locks.request('counter', async () => write(String(Number(await read()) + 1)));
      }
      await until(begin + 8000);
      return { expected: 2 * ROUNDS, reached: Number(await read()) };
    },
  };
}

/** One tab writes two entries in one task, the other reads both once a task. */
function torn(
  storage: string,
  {
    clear,
    write,
    read,
  }: {
    clear: () => void;
    write: (key: string, value: string) => void;
    read: () => { readonly first: string; readonly second: string; readonly done: string };
  },
): ProcessExperiment {
  return {
    name: `two entries of ${storage} written in one task`,
    run: async (tab, begin) => {
      await until(begin + 100);
      if (tab === 'left') {
        for (let round = 1; round <= ROUNDS; round += 1) {
          clear();
          write('first', String(round));
          write('second', String(round));
          await pause(2);
        }
        write('done', '1');
        return { rounds: ROUNDS };
      }
      let reads = 0;
      let outOfOrder = 0;
      const between = new Set<string>();
      for (let seen = read(); seen.done !== '1'; seen = read()) {
        const { first, second } = seen;
        reads += 1;
        if (second !== '' && first !== second) between.add(second);
        if (first !== '' && Number(first) < Number(second)) outOfOrder += 1;
        await nextTask();
      }
      return { reads: reads > 0 ? 'many' : 'none', roundsSeenBetween: between.size, outOfOrder };
    },
  };
}

/** `right` does something to an entry before it has seen what `left` wrote there, but after `left` has. */
function conflict(name: string, act: () => void): ProcessExperiment {
  return {
    name: `one entry, ${name}`,
    run: async (tab, begin) => {
      localStorage.setItem('fought', 'old');
      await until(begin + 100);
      if (tab === 'right') {
        localStorage.getItem('fought');
        block(begin + 400);
        act();
      } else {
        await until(begin + 200);
        localStorage.setItem('fought', 'left');
      }
      await until(begin + 700);
      return { later: localStorage.getItem('fought') ?? 'nothing' };
    },
  };
}

function cookie(name: string, cookies = document.cookie): string {
  return cookies.match(new RegExp(`(?:^|; )${name}=([^;]*)`))?.[1] ?? '';
}

function setCookie(text: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: it is what is measured
  document.cookie = text;
}

function until(time: number): Promise<void> {
  return pause(time - Date.now());
}

function pause(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time));
}

/** Keeps the tab in the present task. */
function block(time: number): void {
  while (Date.now() < time);
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage('');
  });
}

let database: Promise<IDBDatabase> | undefined;

async function inDatabase(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  database ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open('experiment');
    opening.onupgradeneeded = () => opening.result.createObjectStore('entries');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const transaction = (await database).transaction('entries', mode);
  return new Promise((resolve, reject) => {
    const request = act(transaction.objectStore('entries'));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

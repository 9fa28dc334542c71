/** A value of a program; `{ text, times }` stands for a long one. */
export type ProgramText = string | { readonly text: string; readonly times: number };

/**
 * One thing that a tab does, or, without a tab, a pause long enough for all `storage` events to arrive.
 * `cookie` assigns to `document.cookie`, `cookies` reads it.
 */
export type BrowserStep =
  | { readonly settle: true }
  | { readonly tab: number; readonly close: true }
  | { readonly tab: number; readonly setItem: readonly [key: ProgramText, value: ProgramText] }
  | { readonly tab: number; readonly getItem: string }
  | { readonly tab: number; readonly removeItem: string }
  | { readonly tab: number; readonly key: number }
  | { readonly tab: number; readonly length: true }
  | { readonly tab: number; readonly clear: true }
  | { readonly tab: number; readonly cookie: ProgramText }
  | { readonly tab: number; readonly cookies: true };

/** What tabs of one origin do, in a browser that has kept nothing. */
export interface BrowserProgram {
  readonly name: string;
  /** Host of the origin. Served over plain HTTP, except that `localhost` counts as secure. */
  readonly host: string;
  /** The path of each tab. */
  readonly tabs: readonly string[];
  readonly steps: readonly BrowserStep[];
}

/** What a program runs on: a real window, or a fake one. */
export interface BrowserTab {
  readonly localStorage: {
    readonly length: number;
    key(index: number): string | null;
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
    clear(): void;
  };
  readonly document: { cookie: string };
  addEventListener(type: 'storage', listener: (event: ToldEvent) => void): void;
  close(): void;
}

interface ToldEvent {
  readonly key: string | null;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly storageArea: unknown;
}

/** An event as a tab saw it, with what it then read under the key, as far as there is one. */
export interface SeenEvent {
  readonly key: string | null;
  readonly oldValue: unknown;
  readonly newValue: unknown;
  readonly stored: unknown;
  readonly ownStorage: boolean;
}

/** What came of a program: of each step, and the events that each tab saw. */
export interface BrowserRecord {
  readonly results: readonly unknown[];
  readonly events: readonly (readonly SeenEvent[])[];
}

/**
 * Runs a program.
 * @param tabs the windows of its tabs
 * @param settle waits until all events have arrived
 */
export async function runBrowserProgram(
  program: BrowserProgram,
  tabs: readonly BrowserTab[],
  settle: () => Promise<void>,
): Promise<BrowserRecord> {
  const events: SeenEvent[][] = tabs.map((tab) => {
    const seen: SeenEvent[] = [];
    tab.addEventListener('storage', ({ key, oldValue, newValue, storageArea }) => {
      seen.push({
        key,
        oldValue: brief(oldValue),
        newValue: brief(newValue),
        stored: key === null ? null : brief(tab.localStorage.getItem(key)),
        ownStorage: storageArea === tab.localStorage,
      });
    });
    return seen;
  });
  const results: unknown[] = [];
  for (const step of program.steps) {
    if ('settle' in step) {
      await settle();
      results.push(null);
    } else {
      results.push(attempt(tabs[step.tab] as BrowserTab, step));
    }
  }
  await settle();
  return { results, events };
}

type TabStep = Exclude<BrowserStep, { readonly settle: true }>;

function attempt(tab: BrowserTab, step: TabStep): unknown {
  try {
    return brief(perform(tab, step) ?? null);
  } catch (error) {
    return { throws: (error as Error).name };
  }
}

function perform({ localStorage, document, close }: BrowserTab, step: TabStep): unknown {
  if ('setItem' in step) return localStorage.setItem(full(step.setItem[0]), full(step.setItem[1]));
  if ('getItem' in step) return localStorage.getItem(step.getItem);
  if ('removeItem' in step) return localStorage.removeItem(step.removeItem);
  if ('key' in step) return localStorage.key(step.key);
  if ('length' in step) return localStorage.length;
  if ('clear' in step) return localStorage.clear();
  if ('cookies' in step) return document.cookie;
  if ('close' in step) return close();
  document.cookie = full(step.cookie);
  return undefined;
}

function full(value: ProgramText): string {
  return typeof value === 'string' ? value : value.text.repeat(value.times);
}

const LONG = 3000;

/** A long text by its length and its ends, so that records stay readable. */
function brief(value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= LONG) return value;
  return { length: value.length, begins: value.slice(0, 10), ends: value.slice(-10) };
}

import { errorInWords } from '../world/error-words.ts';
import { HashSum, rememberedHashWord } from '../world/hash64.ts';
import { crashInWords } from './crash.ts';
import type { OpenWorld } from './open-world.ts';
import { unhandledIn } from './unhandled.ts';

/** Text that is equal if neither the future nor the judges can see a difference in one part of a world. */
export type Digest = (open: OpenWorld) => string;

/**
 * The parts of a state besides the histories of realms and their heaps: all that later steps or judges can see. The key of
 * a state is computed from each of these, so whatever is added here cannot be forgotten there.
 */
export const DIGESTS = {
  server: ({ server }) => `${server.fingerprint()} ${logOf(server.log)}`,
  clock: ({ world }) => String(world.clock.now),
  timers: ({ timers }) => timers.digest(),
  faults: ({ budget, network, suspensions }) =>
    [budget.digest(), network.digest(), suspensions?.digest() ?? ''].join(),
  calls: ({ calls }) => calls.digest(),
  events: ({ hub }) => unordered(hub.map(({ realm, event }) => `${realm} ${event}`)),
  loads: ({ loads }) => unordered(loads.map(({ realm, time }) => `${realm} ${time}`)),
  printed: ({ printed }) => unordered(printed.map(({ realm, line }) => `${realm} ${line}`)),
  crashes: (open) => unordered(unhandledIn(open).crashes.map(crashInWords)),
  rejections: (open) => unordered(unhandledIn(open).rejections.map(errorInWords)),
  order: ({ order }) => order.digest(),
  /** What the death of a realm amid the last step would leave, where it can still hit there. */
  lastStep: ({ world: { log, taken } }) => {
    const digest = log.digest();
    return digest === '' ? '' : shorten(`${taken.at(-1)?.id} ${digest}`);
  },
  pages: ({ pages }) => [...pages].map(([realm, page]) => `${realm} ${page.digest()}`).join(),
  devices: ({ devices }) =>
    [...devices.values()]
      .map(({ state, storage, events, locks, clock }) => {
        const entries = new HashSum();
        for (const [key, value] of state.data) entries.addEntry(key, value);
        return [
          entries.value,
          storage.queued().join(),
          ...storage.state().map(shorten),
          ...locks.queued(),
          ...(events?.queued() ?? []),
          clock?.offset ?? '',
        ].join(' ');
      })
      .join(),
} satisfies Readonly<Record<string, Digest>>;

export type DigestName = keyof typeof DIGESTS;

/** Judges look for what was refused, reused and exchanged, and from where, which the server itself does not remember. */
function logOf(log: OpenWorld['server']['log']): string {
  return unordered(
    log.map(({ operation, outcome, reuse, client }) => `${operation} ${outcome} ${reuse} ${client}`),
  );
}

function unordered(texts: readonly string[]): string {
  const sum = new HashSum();
  for (const text of texts) sum.addEntry('', text);
  return sum.value;
}

const LONG = 64;

/** Tokens and responses are long and few: their hashes stand for them. */
export function shorten(text: string): string {
  return text.length < LONG ? text : rememberedHashWord(text);
}

import { eventLoopTurn } from '../world/quiescence.ts';

type Listener = NodeJS.UnhandledRejectionListener;

/** Whose rejections these are. */
export interface RejectionsReceiver {
  reportUnhandled(reason: unknown): void;
}

/** Settles when nobody has the process to itself any more. */
let free: Promise<void> = Promise.resolve();

/**
 * Runs `code`, in which the code of one world runs, and gives that world the rejections that nobody handled.
 *
 * Node reports such rejections to the process, not to a realm: what was rejected where cannot be asked afterwards. So
 * nothing else runs in the meantime, and what is rejected then is the world's by construction:
 *
 * - One world runs at a time; others wait for their turn.
 * - It begins at a fresh turn of the event loop. What else had work to do has done it, and what it rejected has been
 *   reported, to the host.
 * - It awaits nothing but microtasks and ticks, which come before anything from outside: no file, no network, no timer.
 * - It ends with the report of a rejection of our own. Node reports in the order of the rejections.
 *
 * @param receiver the world; undefined as long as there is none, and then the host is told
 */
export async function aloneInProcess<T>(
  receiver: () => RejectionsReceiver | undefined,
  code: () => Promise<T>,
): Promise<T> {
  const before = free;
  let release = (): void => {};
  free = new Promise((resolve) => {
    release = resolve;
  });
  await before;
  await eventLoopTurn();
  const hosts = process.rawListeners('unhandledRejection') as Listener[];
  const last = {};
  let reported = (): void => {};
  const listener: Listener = (reason, promise) => {
    const world = receiver();
    if (reason === last) reported();
    else if (world) world.reportUnhandled(reason);
    else for (const host of hosts) host(reason, promise);
  };
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', listener);
  try {
    return await code();
  } finally {
    await new Promise<void>((resolve) => {
      reported = resolve;
      void Promise.reject(last);
    });
    process.off('unhandledRejection', listener);
    for (const host of hosts) process.on('unhandledRejection', host);
    release();
  }
}

import { eventLoopTurn } from '../world/quiescence.ts';

type Listener = NodeJS.UnhandledRejectionListener;
type HandledListener = NodeJS.RejectionHandledListener;

/** Whose rejections these are. */
export interface RejectionsReceiver {
  /** @param promise what was rejected */
  reportUnhandled(reason: unknown, promise: Promise<unknown>): void;
  /** A promise that was reported has been given a handler after all. */
  reportHandled(promise: Promise<unknown>): void;
}

/** A rejection of our own. Node reports in the order of the rejections, so all before it have been reported. */
class Last {
  readonly reported: () => void;

  constructor(reported: () => void) {
    this.reported = reported;
  }
}

/** Settles once what was rejected until now has been reported. To be called in {@link aloneInProcess} only. */
export function rejectionsReported(): Promise<void> {
  return new Promise((resolve) => void Promise.reject(new Last(resolve)));
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
 * - It ends once all has been reported: {@link rejectionsReported}.
 *
 * @param receiver the world; undefined as long as there is none, and rejections then go to the host
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
  const hostsOfHandled = process.rawListeners('rejectionHandled') as HandledListener[];
  const listener: Listener = (reason, promise) => {
    const world = receiver();
    if (reason instanceof Last) reason.reported();
    else if (world) world.reportUnhandled(reason, promise);
    else for (const host of hosts) host(reason, promise);
  };
  const handled: HandledListener = (promise) => {
    const world = receiver();
    if (world) world.reportHandled(promise);
    else for (const host of hostsOfHandled) host(promise);
  };
  process.removeAllListeners('unhandledRejection');
  process.removeAllListeners('rejectionHandled');
  process.on('unhandledRejection', listener);
  process.on('rejectionHandled', handled);
  try {
    return await code();
  } finally {
    await rejectionsReported();
    process.off('unhandledRejection', listener);
    process.off('rejectionHandled', handled);
    for (const host of hosts) process.on('unhandledRejection', host);
    for (const host of hostsOfHandled) process.on('rejectionHandled', host);
    release();
  }
}

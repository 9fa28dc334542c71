import type { World } from '../world/world.ts';

type Listener = (reason: unknown, promise: Promise<unknown>) => void;

let receiver: World | undefined;
let users = 0;
let hosts: Listener[] = [];

const listener: Listener = (reason, promise) => {
  if (receiver) receiver.reportUnhandled(reason);
  else for (const host of hosts) host(reason, promise);
};

/** Makes rejections that nobody handles count as events of this world rather than of the host process. */
export function rejectionsGoTo(world: World | undefined): void {
  receiver = world;
}

/**
 * Receives unhandled rejections while `code` runs. Node reports them a process, not a realm, and would end the
 * process (or a test runner the test) for what is behaviour of the code under test.
 */
export async function receivingRejections<T>(code: () => Promise<T>): Promise<T> {
  if (users === 0) {
    hosts = process.listeners('unhandledRejection') as Listener[];
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', listener);
  }
  users += 1;
  try {
    return await code();
  } finally {
    users -= 1;
    if (users === 0) {
      receiver = undefined;
      process.off('unhandledRejection', listener);
      for (const host of hosts) process.on('unhandledRejection', host);
    }
  }
}

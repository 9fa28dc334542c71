import type { WatchedLog, Work } from './work-log.ts';

/** How often to look at the work, and after how long a standstill to give up. Real time decides nothing else. */
const LOOK_MS = 500;
const GIVE_UP_S = 20;
const MOST_STEPS_SHOWN = 40;

/** Calls back with a message when work that is under way has made no progress for long. */
export function onStandstill(log: WatchedLog, giveUp: (lines: readonly string[]) => void): void {
  setInterval(() => {
    const work = log.stuckFor((GIVE_UP_S * 1000) / LOOK_MS);
    if (work) giveUp(inWords(work));
  }, LOOK_MS).unref();
}

function inWords({ what, schedule }: Work): string[] {
  const shown = schedule.slice(-MOST_STEPS_SHOWN);
  const left = schedule.length - shown.length;
  return [
    `error: ${what}: no progress for ${GIVE_UP_S} s. Its code loops for ever, or waits for something that never happens.`,
    ...(schedule.length > 0
      ? [`  schedule so far, ${schedule.length} steps:${left > 0 ? ' …' : ''} ${shown.join(' ')}`]
      : []),
  ];
}

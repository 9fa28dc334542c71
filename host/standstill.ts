import type { WatchedLog, Work } from './work-log.ts';

/** How often the work is looked at, and after how much standstill it is given up. Real time decides only that. */
const LOOK_MS = 500;
const GIVE_UP_S = 20;
const MOST_STEPS_SHOWN = 40;

/** Calls back with what to say once work that is under way has not gone on for long. */
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
    `error: ${what}: no progress for ${GIVE_UP_S} s. Its code loops for ever, or awaits what never comes.`,
    ...(schedule.length > 0
      ? [`  schedule so far, ${schedule.length} steps:${left > 0 ? ' …' : ''} ${shown.join(' ')}`]
      : []),
  ];
}

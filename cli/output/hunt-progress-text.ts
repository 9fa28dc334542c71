import { counted } from '../../reports/text/count.ts';
import { formatDuration } from '../../reports/text/duration.ts';
import type { HuntProgress } from '../../results/hunt.ts';
import { formatCount } from '../../results/words/count.ts';

/** `hunt on installed (6.22.1): hunting 1,240 · 412/s · 85 programs · 420 pairs · 3 causes · 40 s left` */
export function huntProgressText(progress: HuntProgress, width = Number.POSITIVE_INFINITY): string {
  const { amplify, phase, executions, planned, perSecond, programs, pairs, causes, remainingSeconds } =
    progress;
  const of = planned === undefined ? '' : ` of ${formatCount(planned)}`;
  const figures = [
    `hunt on ${amplify}: ${phase} ${formatCount(executions)}${of}`,
    counted(causes, 'cause'),
    ...(remainingSeconds === undefined ? [] : [`${formatDuration(Math.ceil(remainingSeconds) * 1000)} left`]),
    counted(programs, 'program'),
    counted(pairs, 'pair'),
    `${formatCount(perSecond)}/s`,
  ];
  while (figures.length > 1 && figures.join(' · ').length > width) figures.pop();
  return figures.join(' · ');
}

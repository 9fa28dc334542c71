import { counted } from '../../reports/text/count.ts';
import { formatDuration } from '../../reports/text/duration.ts';
import { plain } from '../../reports/text/plain.ts';
import { lengthOf } from '../../reports/text/wrap.ts';
import type { Progress, SearchFacts } from '../../results/types.ts';
import { formatCount } from '../../results/words/count.ts';

/**
 * `concurrent-refresh on 6.6.6: exploring 1,240 of 2,000 · 412/s · 85 classes · 91 failing · 2 s left`.
 * An exhaustive search adds an estimate of the total, and how many executions sleep sets blocked.
 * Figures that do not fit into `width` are left out, the least urgent first.
 */
export function progressText(progress: Progress, width = Number.POSITIVE_INFINITY): string {
  const { scenario, amplify, phase } = progress;
  const what = plain(`${scenario} on ${amplify}: ${phase}`);
  const figures = phase === 'exploring' ? exploring(progress) : found(progress);
  const fitting = figures.filter((figure) => {
    const urgent = figures.filter(({ urgency }) => urgency >= figure.urgency);
    return lengthOf(joined(what, urgent)) <= width;
  });
  return joined(what, fitting);
}

interface Figure {
  readonly text: string;
  /** Figures with a higher urgency are kept when there is little room. */
  readonly urgency: number;
}

function exploring(progress: Progress): Figure[] {
  const { executions, planned, perSecond, classes, failing, search, remainingSeconds } = progress;
  const of = search ? estimated(search) : planned === undefined ? '' : ` of ${formatCount(planned)}`;
  const figures = [
    { text: `${formatCount(executions)}${of}`, urgency: 5 },
    { text: `${formatCount(perSecond)}/s`, urgency: 2 },
    { text: counted(classes, 'class', 'classes'), urgency: 1 },
    { text: `${formatCount(failing)} failing`, urgency: 4 },
    ...(search ? [{ text: `${formatCount(search.blocked)} blocked`, urgency: 0 }] : []),
  ];
  if (remainingSeconds !== undefined) {
    figures.push({ text: `${formatDuration(Math.ceil(remainingSeconds) * 1000)} left`, urgency: 3 });
  }
  return figures;
}

function estimated({ done, estimate }: SearchFacts): string {
  return done > 0 ? ` of about ${formatCount(estimate)}` : '';
}

function found({ phase, findings }: Progress): Figure[] {
  return phase === 'loading' ? [] : [{ text: counted(findings, 'finding'), urgency: 1 }];
}

function joined(what: string, figures: readonly Figure[]): string {
  const [first, ...others] = figures.map(({ text }) => text);
  return [first === undefined ? what : `${what} ${first}`, ...others].join(' · ');
}

import { formatCount } from '../../results/words/count.ts';

/** `1 step`, `1,240 steps` */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** `4.6%`. A small share is never rounded to 0%, nor a large one to 100%. */
export function formatShare(part: number, whole: number): string {
  const percent = (100 * part) / whole;
  if (percent > 0 && percent < 0.1) return '<0.1%';
  if (percent > 99.9 && percent < 100) return '>99.9%';
  return `${Number(percent.toFixed(1))}%`;
}

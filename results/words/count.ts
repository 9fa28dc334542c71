const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `1,240` */
export function formatCount(count: number): string {
  return grouped.format(count);
}

const BEGIN = '<!-- Written by `npm run catalogue`: -->';
const END = '<!-- end -->';

/** A README with the tables inserted at their markers. */
export function inReadme(readme: string, tables: string): string {
  const [before, rest] = readme.split(BEGIN);
  const [, after] = (rest ?? '').split(END);
  if (before === undefined || after === undefined)
    throw new TypeError(`no "${BEGIN}" with "${END}" after it`);
  return `${before}${BEGIN}\n\n${tables}\n\n${END}${after}`;
}

/**
 * `node dist/bench/layout/main.js [directory]`: the rooms of the house, its floors (the longest chain of imports), its
 * arrows (which room imports which), and those that lead back up: that would have to go for none to lie on a circle.
 */
import { type Arrow, arrowsIn } from './arrows.ts';

const [directory = process.cwd()] = process.argv.slice(2);
const arrows = arrowsIn(directory);
const rooms = [...new Set(arrows.flatMap(({ from, to }) => [from, to]))];
const order = topDown(rooms, arrows);
const isBack = ({ from, to }: Arrow): boolean => order.indexOf(to) < order.indexOf(from);
const back = arrows.filter(isBack);
process.stdout.write(
  `${rooms.length} rooms, ${floors()} floors, ${arrows.length} arrows, ${back.length} of them back up\n`,
);
for (const { from, to, imports } of back) process.stdout.write(`  ${from} -> ${to} (${imports.length})\n`);

function floors(): number {
  const depth = new Map<string, number>();
  for (const room of order.toReversed()) {
    const below = arrows.filter((arrow) => arrow.from === room && !isBack(arrow));
    depth.set(room, 1 + Math.max(0, ...below.map(({ to }) => depth.get(to) ?? 0)));
  }
  return Math.max(0, ...depth.values());
}

/** An order with few arrows back up. Eades, Lin, Smyth: A fast and effective heuristic for the feedback arc set problem (1993). */
function topDown(all: readonly string[], edges: readonly Arrow[]): string[] {
  const left = new Set(all);
  const first: string[] = [];
  const last: string[] = [];
  const degree = (room: string, end: 'from' | 'to'): number =>
    edges.filter((arrow) => arrow[end] === room && left.has(arrow.from) && left.has(arrow.to)).length;
  const take = (room: string, where: 'first' | 'last'): void => {
    left.delete(room);
    if (where === 'first') first.push(room);
    else last.unshift(room);
  };
  while (left.size > 0) {
    const sink = [...left].find((room) => degree(room, 'from') === 0);
    const source = [...left].find((room) => degree(room, 'to') === 0);
    if (sink !== undefined) take(sink, 'last');
    else if (source !== undefined) take(source, 'first');
    else {
      const [best = ''] = [...left].sort(
        (one, other) =>
          degree(other, 'from') - degree(other, 'to') - (degree(one, 'from') - degree(one, 'to')),
      );
      take(best, 'first');
    }
  }
  return [...first, ...last];
}

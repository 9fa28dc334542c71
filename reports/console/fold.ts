import type { InterleavingRow } from '../../results/types.ts';
import { doingOf } from '../../results/words/step.ts';

/** A row that is shown, or several that are folded into one line. */
export type Piece = { readonly row: InterleavingRow } | { readonly folded: Rows };

type Rows = readonly [InterleavingRow, ...InterleavingRow[]];

/** With fewer rows, folding saves nothing. */
const fewestWorthFolding = 3;

/**
 * Folds what does not matter to a race: runs of rows between two context switches, away from the racing steps. The
 * first and last row of such a stretch stay, because they show where the context switch is. So do the neighbours of
 * racing steps, rows that the explanation mentions, and results of calls. Behind a serial queue, actors alternate
 * without a choice; such a run is folded as a whole.
 */
export function fold(rows: readonly InterleavingRow[]): Piece[] {
  const pieces: Piece[] = [];
  let run: InterleavingRow[] = [];
  const endRun = () => {
    const [first, ...others] = run;
    if (first && run.length >= fewestWorthFolding) pieces.push({ folded: [first, ...others] });
    else pieces.push(...run.map((row) => ({ row })));
    run = [];
  };
  for (const [index, row] of rows.entries()) {
    const next = rows[index + 1];
    const startsStretch = index === 0 || row.contextSwitch;
    const endsStretch = next === undefined || next.contextSwitch;
    const nearRace = row.racing || next?.racing || rows[index - 1]?.racing;
    if (nearRace || row.mentioned || startsStretch || endsStretch || row.ids.length === 0) {
      endRun();
      pieces.push({ row });
    } else {
      run.push(row);
    }
  }
  endRun();
  return pieces;
}

/** What folded rows did: `read accessToken, idToken, clockDrift, +2; write LastAuthUser`. */
export function summarise(rows: Rows): string {
  return [...objectsByVerb(rows)]
    .map(([verb, objects]) => `${verb} ${someOf([...objects])}`.trim())
    .join('; ');
}

/** Like {@link summarise}, for narrow columns: `read, write`. */
export function summariseBriefly(rows: Rows): string {
  return [...objectsByVerb(rows).keys()].join(', ');
}

/** The actors of the rows, in order of appearance. */
export function actorsOf(rows: Rows): string[] {
  return [...new Set(rows.map(({ actor }) => actor))];
}

function objectsByVerb(rows: Rows): Map<string, Set<string>> {
  const objectsByVerb = new Map<string, Set<string>>();
  for (const { does, text } of rows) {
    const { verb, objects } = does ? doingOf(does) : { verb: text, objects: [] };
    const all = objectsByVerb.get(verb) ?? new Set();
    objectsByVerb.set(verb, all);
    for (const object of objects) all.add(object);
  }
  return objectsByVerb;
}

const mostNamed = 3;

function someOf(names: readonly string[]): string {
  const more = names.length - mostNamed;
  // Naming one more takes no more room than counting it.
  if (more <= 1) return names.join(', ');
  return [...names.slice(0, mostNamed), `+${more}`].join(', ');
}

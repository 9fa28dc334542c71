import type { Interleaving, InterleavingRow } from '../../results/types.ts';
import { counted } from '../text/count.ts';
import { shortPosition } from '../text/position.ts';
import { actorsOf, fold, type Piece, summarise, summariseBriefly } from './fold.ts';

/** One line of a printed interleaving. */
export interface Event {
  readonly kind: 'row' | 'racing' | 'folded' | 'switch';
  /** The actor in whose column it stands; for a switch, the actor that is left. */
  readonly actor: string;
  readonly text: string;
  /** What to print instead if {@link text} takes too many lines. */
  readonly brief?: string | undefined;
  /** Number of its first step in the whole interleaving. A switch has none. */
  readonly number?: number | undefined;
  /** Source position of a racing row, `TokenStore.ts:123`. */
  readonly at?: string | undefined;
}

/** What is printed of an interleaving, in order, with long uneventful stretches folded. */
export function eventsOf(interleaving: Interleaving): Event[] {
  const numbers = stepNumbers(interleaving);
  let left: string | undefined;
  return fold(interleaving.rows).flatMap((piece) => {
    const { actor, contextSwitch, ids } = firstRow(piece);
    const event: Event = { ...contentOf(piece), actor, number: numbers.get(ids[0] ?? '') };
    const switchEvent: Event = { kind: 'switch', actor: left ?? actor, text: `── switch to ${actor}` };
    left = actor;
    return contextSwitch ? [switchEvent, event] : [event];
  });
}

/** The number of the first step in a step's row, counted from 1, by the step's causal id. */
export function stepNumbers({ rows }: Interleaving): Map<string, number> {
  const numbers = new Map<string, number>();
  let next = 1;
  for (const { ids } of rows) {
    for (const id of ids) numbers.set(id, next);
    next += ids.length;
  }
  return numbers;
}

function firstRow(piece: Piece): InterleavingRow {
  return 'row' in piece ? piece.row : piece.folded[0];
}

function contentOf(piece: Piece): Pick<Event, 'kind' | 'text' | 'brief' | 'at'> {
  if ('folded' in piece) {
    const { folded } = piece;
    const count = counted(
      folded.reduce((sum, { ids }) => sum + ids.length, 0),
      'step',
    );
    const actors = actorsOf(folded);
    const steps = actors.length === 1 ? `… ${count}` : `… ${count}, ${actors.join(' and ')} in turn`;
    return {
      kind: 'folded',
      text: `${steps} (${summarise(folded)})`,
      brief: `${steps} (${summariseBriefly(folded)})`,
    };
  }
  const { racing, text, at } = piece.row;
  return racing ? { kind: 'racing', text, at: at && shortPosition(at) } : { kind: 'row', text };
}

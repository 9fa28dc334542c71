import type { Interleaving } from '../../results/types.ts';
import { plainStrings } from '../text/plain.ts';
import { eventsOf } from './events.ts';
import { interleavingList } from './interleaving-list.ts';
import { interleavingTable } from './interleaving-table.ts';
import type { Style } from './style.ts';

/**
 * An execution as a table with one column per actor and one row per event, or as a list if the columns would be too
 * narrow to read.
 */
export function formatInterleaving(interleaving: Interleaving, style: Style): string {
  const safe = plainStrings(interleaving);
  const events = eventsOf(safe);
  return interleavingTable(safe.actors, events, style) ?? interleavingList(events, style);
}

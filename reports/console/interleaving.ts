import type { Interleaving } from '../../results/types.ts';
import { plainStrings } from '../text/plain.ts';
import { eventsOf } from './events.ts';
import { interleavingList } from './interleaving-list.ts';
import { interleavingTable } from './interleaving-table.ts';
import type { Style } from './style.ts';

/**
 * An execution as a table, one column an actor and one row an event; as a list where the columns would
 * be too narrow to read.
 */
export function formatInterleaving(interleaving: Interleaving, style: Style): string {
  const safe = plainStrings(interleaving);
  const events = eventsOf(safe);
  return interleavingTable(safe.actors, events, style) ?? interleavingList(events, style);
}

import type { Mistake } from './mistakes.ts';

const PLACE = 'start().faults';
const LISTS: readonly string[] = ['network', 'outages', 'storage', 'users', 'suspensions', 'clocks'];

/**
 * Faults that a scenario allows and that can never happen: it would survive without having tried what it is about.
 * Unknown keys and values are the schema's to find.
 */
export function impossibleFaults(faults: Readonly<Record<string, unknown>>): Mistake[] {
  const mistakes: Mistake[] = LISTS.filter((list) => isEmptyList(faults[list])).map((list) => ({
    place: `${PLACE}.${list}`,
    message: 'is empty; expected at least one, or leave the key out',
  }));
  if (faults.max === 0) {
    mistakes.push({
      place: `${PLACE}.max`,
      message: '0 is not accepted: no fault could happen; expected 1 or more, or leave faults out',
    });
  }
  if (Object.keys(faults).join() === 'max' && Number(faults.max) > 0) {
    mistakes.push({
      place: PLACE,
      message: `allows ${String(faults.max)} and names none; expected at least one of ${LISTS.join(', ')}`,
    });
  }
  const clocks = Array.isArray(faults.clocks) ? faults.clocks : [];
  for (const [index, jump] of clocks.entries()) {
    if (jump?.by !== 0) continue;
    mistakes.push({
      place: `${PLACE}.clocks[${index}].by`,
      message: '0 is not accepted: the clock would not jump; expected another number of ms',
    });
  }
  return mistakes;
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

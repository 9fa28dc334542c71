/** The default name of an actor: `A` for the first, `B` for the next. @param index below 26 */
export function actorName(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

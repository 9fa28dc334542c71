interface Entry {
  /** `lasting` for an action that cannot be undone: a realm that dies in the step dies after it. */
  readonly kind: 'write' | 'output' | 'lasting';
  readonly undo: () => void;
  /** For a write: what it overwrote, as text. */
  readonly overwrote: string;
}

/** A point in a step at which a realm may die. */
export interface Cut {
  /** Number of log entries before it. */
  readonly at: number;
  /** Number of writes before it, and in all. */
  readonly writes: number;
  readonly of: number;
}

/**
 * The visible actions of code in one step, in order: writes to a synchronous storage, and output to its app. If a realm
 * dies during the step, it has done only the first part, so the rest must be undone. That works as long as no other step
 * has happened: nobody has seen it.
 */
export class StepLog {
  readonly #entries: Entry[] = [];

  /** @param overwrote what was there before, as text */
  wrote(overwrote: string, undo: () => void): void {
    this.#entries.push({ kind: 'write', undo, overwrote });
  }

  reported(undo: () => void): void {
    this.#entries.push({ kind: 'output', undo, overwrote: '' });
  }

  /** Notes an action that cannot be undone. */
  did(): void {
    this.#entries.push({ kind: 'lasting', undo: () => {}, overwrote: '' });
  }

  /**
   * The points at which death differs from death before or after the step: on either side of a write, unless nothing else
   * is on that side.
   */
  cuts(): readonly Cut[] {
    const entries = this.#entries;
    const writesBefore = (at: number): number =>
      entries.slice(0, at).filter(({ kind }) => kind === 'write').length;
    const earliest = entries.findLastIndex(({ kind }) => kind === 'lasting') + 1;
    return entries
      .map((_, at) => at)
      .filter((at) => at >= Math.max(1, earliest))
      .filter((at) => entries[at - 1]?.kind === 'write' || entries[at]?.kind === 'write')
      .map((at) => ({ at, writes: writesBefore(at), of: writesBefore(entries.length) }));
  }

  /** Undoes everything after a cut, the latest first. */
  takeBack({ at }: Cut): void {
    for (const { undo } of this.#entries.slice(at).reverse()) undo();
  }

  /** Equal for logs that undoing cannot distinguish; empty if there is no point to cut at. */
  digest(): string {
    return this.cuts().length === 0
      ? ''
      : this.#entries.map(({ kind, overwrote }) => kind + overwrote).join(' ');
  }
}

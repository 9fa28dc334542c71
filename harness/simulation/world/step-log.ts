interface Entry {
  /** `lasting` for what cannot be taken back: whoever dies in the step dies after it. */
  readonly kind: 'write' | 'output' | 'lasting';
  readonly undo: () => void;
  /** Of a write: what it overwrote, as text. */
  readonly overwrote: string;
}

/** A point in a step at which a realm may die. */
export interface Cut {
  /** How many entries of the log are before it. */
  readonly at: number;
  /** How many writes are, of how many. */
  readonly writes: number;
  readonly of: number;
}

/**
 * What code did in one step that others can see, in order: what it wrote to a synchronous storage, and what it told its
 * app. A realm that dies amid the step has done the first part of it, so the rest can be taken back: as long as no other
 * step has come, nobody has seen it.
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

  /** Notes something that cannot be taken back. */
  did(): void {
    this.#entries.push({ kind: 'lasting', undo: () => {}, overwrote: '' });
  }

  /**
   * Where death makes a difference that it does not make before the step or after it: on either side of a write,
   * unless nothing else lies on that side.
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

  /** Takes back what was done after a cut, the latest first. */
  takeBack({ at }: Cut): void {
    for (const { undo } of this.#entries.slice(at).reverse()) undo();
  }

  /** Equal for logs that differ in nothing that taking back could show; empty where there is nowhere to cut. */
  digest(): string {
    return this.cuts().length === 0
      ? ''
      : this.#entries.map(({ kind, overwrote }) => kind + overwrote).join(' ');
  }
}

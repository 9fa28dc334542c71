import type { Disagreement, Trial } from './try-program.ts';

interface Where {
  readonly amplify: string;
  readonly program: string;
  /** Of the program, to make it again. */
  readonly number: number;
  /** Whether it is a loss, and a user of this release, storage and pool who does nothing has it all the same. */
  readonly isExplained: boolean;
}

interface Kind {
  readonly count: number;
  readonly first: Disagreement;
  readonly where: Where;
}

/** Counts what trials showed; of each kind of disagreement it keeps the shortest example. */
export class Found {
  #executions = 0;
  #devices = 0;
  #compared = 0;
  readonly #leftOut = new Map<string, number>();
  #explained = 0;
  readonly #kinds = new Map<string, Kind>();

  /** Number of kinds of disagreement. */
  get size(): number {
    return this.#kinds.size;
  }

  add({ leftOut, devices, compared, disagreement }: Trial, where: Where): void {
    this.#executions += 1;
    this.#devices += devices;
    this.#compared += compared;
    if (leftOut !== undefined) this.#leftOut.set(leftOut, (this.#leftOut.get(leftOut) ?? 0) + 1);
    if (!disagreement) return;
    if (where.isExplained) {
      this.#explained += 1;
      return;
    }
    const key = kindOf(disagreement, where);
    const kind = this.#kinds.get(key);
    const isShorter = !kind || disagreement.schedule.length < kind.first.schedule.length;
    const count = (kind?.count ?? 0) + 1;
    this.#kinds.set(key, isShorter ? { count, first: disagreement, where } : { ...kind, count });
  }

  inWords(): string {
    const lines = [...this.#kinds]
      .sort(([, one], [, other]) => other.count - one.count)
      .flatMap(([key, { count, first, where }]) => [
        `${count} x ${key}`,
        `  program ${where.number} on ${where.amplify}: ${where.program}`,
        `  ${first.broken.join('; ') || 'nothing broke'}`,
        `  ${first.schedule.join(' ')}`,
      ]);
    const leftOut = [...this.#leftOut].map(([why, count]) => `${count} left out: ${why}`);
    const disagreeing = [...this.#kinds.values()].reduce((sum, { count }) => sum + count, 0);
    return [
      ...lines,
      ...leftOut,
      `${this.#executions} programs, ${this.#compared} of ${this.#devices} devices compared: ${disagreeing} disagreements, and ` +
        `${this.#explained} where the release keeps no session on such a storage or in such a pool, whatever happens.`,
    ].join('\n');
  }
}

function kindOf({ code, right, views, broken }: Disagreement, { amplify }: Where): string {
  const who = right.kind === 'signed-in' ? 'signed in' : 'signed out';
  const view = (kind: Disagreement['views']['later']): string =>
    kind.kind === 'fails' ? `fails (${kind.error})` : kind.kind;
  return `${code} on ${amplify}: a right to be ${who}; at once ${view(views.atOnce)}, later ${view(views.later)}; ${broken[0] ?? 'nothing broke'}`;
}

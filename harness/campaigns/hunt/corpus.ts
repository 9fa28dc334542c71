import type { Randomness } from '../../amplify/realm/randomness.ts';
import type { HuntedProgram } from './hunted-program.ts';

interface Entry {
  readonly program: HuntedProgram;
  readonly gain: number;
  picks: number;
}

/** Programs that reached pairs of dependent steps that no program had reached before. */
export class Corpus {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  /** @param gain how many pairs were new */
  add(program: HuntedProgram, gain: number): void {
    this.#entries.push({ program, gain, picks: 0 });
  }

  /** Picks a program. One with more new pairs is picked more often; one that was picked before, less often. */
  pick(randomness: Randomness): HuntedProgram | undefined {
    const weights = this.#entries.map(({ gain, picks }) => gain / (1 + picks));
    let left = randomness.fraction() * weights.reduce((sum, weight) => sum + weight, 0);
    const index = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    const entry = this.#entries.at(index);
    if (entry) entry.picks += 1;
    return entry?.program;
  }
}

import type { Randomness } from '../../amplify/realm/randomness.ts';
import type { HuntedProgram } from './hunted-program.ts';

interface Entry {
  readonly program: HuntedProgram;
  readonly gain: number;
  picks: number;
}

/** Programs that met pairs of dependent steps which none before them had met. */
export class Corpus {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  /** @param gain how many pairs were new */
  add(program: HuntedProgram, gain: number): void {
    this.#entries.push({ program, gain, picks: 0 });
  }

  /** One of them: the more often the more was new with it, the less often the more it has been picked already. */
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

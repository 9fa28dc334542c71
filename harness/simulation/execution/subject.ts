import type { OptionValues } from '../../../results/types.ts';
import type { Release } from '../../amplify/releases/release.ts';
import type { ActorProgram, Scenario } from '../scenario/scenario.ts';
import type { Wrap } from './wrap-client.ts';

/** What is executed repeatedly in different orders. */
export interface Subject {
  readonly release: Release;
  readonly scenario: Scenario;
  readonly options: OptionValues;
  /** Makes the program, anew for each execution: variables that it makes are of that execution alone. */
  readonly program: () => readonly ActorProgram[];
  /** What the app puts around Amplify's client. */
  readonly wrap?: Wrap | undefined;
  /** The seed for all randomness inside a world. The choice of orders has its own seed. */
  readonly seed: number;
}

import type { HuntedProgram } from '../../harness/campaigns/hunt/hunted-program.ts';
import { startOf } from '../../harness/campaigns/hunt/hunted-program.ts';
import { defineScenario, type Scenario, type Start } from '../../harness/simulation/scenario/scenario.ts';

/**
 * The world of a program with nothing in it that could go wrong: the user is signed in on one device, no call is made, no
 * fault comes. What the user loses here no order and no fault takes away, as where a release cannot refresh in such a pool.
 * @param tokens how old they are at the start
 */
export function quietWorldOf(program: HuntedProgram, tokens: 'valid' | 'expired'): Scenario {
  const start = startOf({
    ...program,
    signedIn: tokens,
    realms: 1,
    devices: 1,
    boot: 'finished',
    killed: undefined,
    fault: undefined,
    actors: [],
  });
  return defineScenario({
    name: 'quiet-world',
    title: 'Nothing happens',
    description: 'For the second oracle.',
    options: {},
    start: (): Start => start,
    program: () => Object.keys(start.realms).map((realm) => ({ actor: realm, realm, run: async () => {} })),
  });
}

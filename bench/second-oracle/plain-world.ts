import type { HuntedProgram } from '../../harness/hunt/hunted-program.ts';
import { startOf } from '../../harness/hunt/hunted-program.ts';
import { defineScenario, type Scenario, type Start } from '../../harness/scenario/scenario.ts';
import type { Views } from './view.ts';

/**
 * The world of a program with nothing in it that could go wrong: the user is signed in, no call is made, no fault comes.
 * What the user loses here no order and no fault takes away, as where a release cannot refresh in such a pool at all.
 */
export function plainWorldOf(program: HuntedProgram): Scenario {
  const start = startOf({
    ...program,
    signedIn: 'valid',
    boot: 'finished',
    killed: undefined,
    fault: undefined,
    clock: 'right',
  });
  return defineScenario({
    name: 'plain-world',
    title: 'Nothing happens',
    description: 'For the second oracle.',
    options: {},
    start: (): Start => start,
    program: () => Object.keys(start.realms).map((realm) => ({ actor: realm, realm, run: async () => {} })),
  });
}

/** Whether the user of a plain world goes on as before. */
export function goesOn({ later }: Views): boolean {
  return later.kind === 'signed-in';
}

import { type HuntedProgram, storageOf } from '../../harness/campaigns/hunt/hunted-program.ts';
import type { SubjectLoader } from '../../harness/simulation/execution/load-subject.ts';
import { quietWorldOf } from './quiet-world.ts';
import type { Right } from './right.ts';
import { viewsAfter } from './try-program.ts';
import type { Views } from './view.ts';

type Tokens = 'valid' | 'expired';

/** Faults that may make fresh tokens look expired to the app. */
const LET_EXPIRE: ReadonlySet<string | undefined> = new Set(['clock-forward', 'suspended']);

/** How old the tokens that a user has a right to may look to the app at the end of a program. */
export function agesOf(right: Right, { signedIn, fault }: HuntedProgram): readonly Tokens[] {
  const isSince = right.kind === 'signed-in' && right.since === 'start';
  return (isSince && signedIn === 'expired') || LET_EXPIRE.has(fault) ? ['valid', 'expired'] : ['valid'];
}

/** What the user of a device sees on a release in the world of a program where nothing happens. */
export type QuietRuns = (amplify: string, program: HuntedProgram, tokens: Tokens) => Promise<Views>;

/** Executes each quiet world once. */
export function quietRuns(load: SubjectLoader): QuietRuns {
  const known = new Map<string, Views>();
  return async (amplify, program, tokens) => {
    const { platform, rotation, clock } = program;
    const key = [amplify, platform, storageOf(program), rotation, clock, tokens].join(' ');
    const before = known.get(key);
    if (before) return before;
    const subject = await load({ amplify, scenario: quietWorldOf(program, tokens), options: {}, seed: 1 });
    const [views] = await viewsAfter(subject);
    if (!views) throw new TypeError('a quiet world has one device');
    known.set(key, views);
    return views;
  };
}

import { type HuntedProgram, storageOf } from '../../harness/campaigns/hunt/hunted-program.ts';
import type { SubjectLoader } from '../../harness/simulation/execution/load-subject.ts';
import { quietWorldOf } from './quiet-world.ts';
import type { Right } from './right.ts';
import { viewsAfter } from './try-program.ts';
import type { Views } from './view.ts';

type Tokens = 'valid' | 'expired';

/** How old the tokens that a user has a right to may be at the end of a program: some sleep until theirs have expired. */
export function agesOf(right: Right, { signedIn, fault }: HuntedProgram): readonly Tokens[] {
  const isSinceStart = right.kind === 'signed-in' && right.since === 'start';
  const mayBeOld = (isSinceStart && signedIn === 'expired') || fault === 'suspended';
  return mayBeOld ? ['valid', 'expired'] : ['valid'];
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

import { loadRelease } from '../../harness/amplify/releases/load-release.ts';
import type { Release } from '../../harness/amplify/releases/release.ts';
import { MUTANTS } from './catalogue/index.ts';
import { type Known, searchOriginal, type Trial, tryMutant } from './detect.ts';
import { mutate } from './mutant.ts';
import type { Situation } from './situations.ts';

/** Searches a situation on the original, or tries a mutant in all of them. */
export type Task =
  | { readonly original: Situation }
  | { readonly mutant: string; readonly known: readonly Known[]; readonly inAll: boolean };

/** The task of a worker thread of the bench. */
export default async function work(task: Task): Promise<Known | Trial> {
  if ('original' in task) return searchOriginal(task.original, await releaseOf(task.original));
  const mutant = MUTANTS.find(({ name }) => name === task.mutant);
  if (!mutant) throw new TypeError(`no mutant "${task.mutant}"`);
  return tryMutant(mutate(await releaseOf(mutant), mutant), task.known, task.inAll);
}

const releases = new Map<string, Promise<Release>>();

function releaseOf({ amplify = 'installed' }: { readonly amplify?: string }): Promise<Release> {
  const loaded = releases.get(amplify) ?? loadRelease(amplify);
  releases.set(amplify, loaded);
  return loaded;
}

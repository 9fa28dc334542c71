import { sha256 } from '../../harness/amplify/releases/file-hashes.ts';
import type { Release } from '../../harness/amplify/releases/release.ts';

/** A small mistake in the code of a release, of the kind that passes a review. */
export interface Mutant {
  /** In kebab case, says what the code does now. */
  readonly name: string;
  /** What the developer meant by it. */
  readonly intent: string;
  readonly edits: readonly Edit[];
  /** The published version that it is a mutant of; the installed release by default. */
  readonly amplify?: string;
  /** Why the situations of this bench do not detect it, if they do not. */
  readonly survivesBecause?: Survival;
}

/** Why a mutant survives, argued from Amplify's source. */
export interface Survival {
  /**
   * - `equivalent`: no app and no user can distinguish it from the original. It does not count.
   * - `not-judged`: it behaves differently, but no invariant says that this is wrong.
   * - `no-scenario`: it is wrong, but no scenario of the catalogue reaches the point where that shows.
   */
  readonly code: 'equivalent' | 'not-judged' | 'no-scenario';
  readonly argument: string;
}

export interface Edit {
  /** Code of the bundle, however it is indented and broken into lines. */
  readonly original: string;
  readonly replacement: string;
}

/** A mutant that does not fit the release: its code is missing, or occurs more than once. */
export class MutantError extends Error {
  override readonly name = 'MutantError';
}

/**
 * The release with the mistake in it. Lines stay where they were, so that the source map still names them.
 * @throws {MutantError} unless each edit's original is in the bundle exactly once
 */
export function mutate(release: Release, mutant: Mutant): Release {
  let { code } = release.bundle;
  for (const edit of mutant.edits) code = applyEdit(code, edit, mutant.name);
  return {
    ...release,
    label: `${release.label}, ${mutant.name}`,
    bundle: { hash: sha256(code), code, sourceMap: () => release.bundle.sourceMap() },
  };
}

function applyEdit(code: string, { original, replacement }: Edit, mutant: string): string {
  const places = [...code.matchAll(inAnyLayout(original))];
  const [place] = places;
  if (!place || places.length > 1) {
    throw new MutantError(
      `mutant ${mutant}: expected once in the bundle, found ${places.length} times: ${original.trim()}`,
    );
  }
  const before = code.slice(0, place.index);
  const after = code.slice(place.index + place[0].length);
  return before + overAsManyLines(replacement, place[0]) + after;
}

/** Matches a text whatever white space separates its words. */
function inAnyLayout(text: string): RegExp {
  const words = text.trim().split(/\s+/);
  return new RegExp(words.map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('\\s+'), 'g');
}

/** On one line, which statements with semicolons do not mind, and then as many empty ones as `other` has more. */
function overAsManyLines(text: string, other: string): string {
  return text.trim().replaceAll(/\s+/g, ' ') + '\n'.repeat(other.split('\n').length - 1);
}

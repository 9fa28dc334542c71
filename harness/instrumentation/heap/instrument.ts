import { parse } from '@babel/parser';
import { sha256 } from '../../amplify/releases/file-hashes.ts';
import type { Bundle } from '../../amplify/releases/release.ts';
import { analyseProgram } from './analysis/program.ts';
import { generate } from './babel.ts';
import { transformProgram } from './transform/transform.ts';

/**
 * A bundle that reports what it reads and writes on the heap. Its code takes one parameter more than the plain one:
 * `HEAP_HOOKS`, the hooks of a `HeapTracker`.
 */
export interface InstrumentedBundle extends Bundle {
  /** What cannot be followed, in words; empty if all is. */
  readonly untracked: readonly string[];
  /** How many variables and names of properties are followed. */
  readonly tracked: { readonly variables: number; readonly properties: number };
}

/**
 * The same program, its reads and writes of what several steps may share reported to a tracker. It does the same in
 * the same order; only stacks, the text of functions and that of a few errors ("x is not a function") differ. Takes
 * about a second for a release: see `loadInstrumented`.
 *
 * What cannot be followed is reported, in the code or when it happens. What a function of the host reads of what it is
 * handed is recorded whichever function that is, or reported where code of the program gives it to the host. Known to
 * be neither: what the host and the app do later with objects that they keep; an object that a function of the host
 * turns into a primitive after steps that its other arguments wait for; a function of the host that is put into a
 * property by way of a variable and called from there; functions of the host that the program replaces in other ways
 * than by `Object.keys = ...`. `npm run bench:heap` looks for others, with generated programs: that it finds none is
 * evidence, not a proof.
 */
export function instrumentBundle(bundle: Bundle): InstrumentedBundle {
  const prefix = unusedPrefix(bundle.code);
  const ast = parse(bundle.code, { sourceType: 'script', allowReturnOutsideFunction: true });
  const facts = analyseProgram(ast, prefix);
  transformProgram(ast, facts, prefix);
  const { code } = generate(ast, { comments: false });
  return {
    hash: sha256(code),
    code,
    sourceMap: () => bundle.sourceMap(),
    untracked: facts.notes.all,
    tracked: { variables: facts.variableCount, properties: facts.properties.written.size },
  };
}

/** The beginning of names that a program does not use. */
function unusedPrefix(code: string): string {
  let prefix = '$heap_';
  while (code.includes(prefix)) prefix += '_';
  return prefix;
}

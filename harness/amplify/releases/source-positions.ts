import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { Release } from './release.ts';

/** A place in the sources of a package. */
export interface SourcePosition {
  /** Such as `@aws-amplify/auth/src/providers/cognito/tokenProvider/TokenStore.ts`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** As the engine calls it: `storeTokens`, `TokenOrchestrator.getTokens`. */
  readonly function?: string;
}

/** Translates places in a release's bundle into places in the sources that it was made from. */
export interface SourcePositions {
  /**
   * @param line 1-based, in the bundle's code
   * @param column 1-based
   * @returns `undefined` where the bundler's own code is
   */
  at(line: number, column: number): SourcePosition | undefined;
  /**
   * The frames of a stack (`error.stack`) that are in the bundle, innermost first.
   * @param filename the one that the bundle was compiled with
   */
  ofStack(stack: string, filename: string): SourcePosition[];
  /** The text of a line (1-based) of a source, without its indentation. */
  textOf(file: string, line: number): string | undefined;
}

/**
 * Reads the release's source map once, at the first question.
 * @throws {ReleaseError} from each method if the map is gone from the cache
 */
export function sourcePositions({ bundle }: Release): SourcePositions {
  let loaded: TraceMap | undefined;
  const map = () => {
    loaded ??= new TraceMap(bundle.sourceMap());
    return loaded;
  };
  const at: SourcePositions['at'] = (line, column) => {
    const original = originalPositionFor(map(), { line, column: column - 1 });
    return original.source === null
      ? undefined
      : { file: original.source, line: original.line, column: original.column + 1 };
  };
  return {
    at,

    ofStack(stack, filename) {
      return framesOf(stack, filename).flatMap(({ line, column, name }) => {
        const position = at(line, column);
        if (position === undefined) {
          return [];
        }
        return name === undefined ? [position] : [{ ...position, function: name }];
      });
    },

    textOf(file, line) {
      const index = map().sources.indexOf(file);
      return map().sourcesContent?.[index]?.split('\n')[line - 1]?.trim();
    },
  };
}

interface Frame {
  readonly line: number;
  readonly column: number;
  readonly name?: string;
}

const FRAME =
  /^\s*at (?:(?:async |new )*(?<name>.+?) \()?(?:async )?(?<file>.+):(?<line>\d+):(?<column>\d+)\)?$/;

function framesOf(stack: string, filename: string): Frame[] {
  return stack.split('\n').flatMap((text): Frame[] => {
    const { name, file, line, column } = FRAME.exec(text)?.groups ?? {};
    if (file !== filename) {
      return [];
    }
    const place = { line: Number(line), column: Number(column) };
    // esbuild names a class that refers to itself `_Name`.
    const shown = name?.replace(/ \[as .*\]$/, '').replace(/^_(?=[A-Z])/, '');
    return [shown === undefined || shown === '<anonymous>' ? place : { ...place, name: shown }];
  });
}

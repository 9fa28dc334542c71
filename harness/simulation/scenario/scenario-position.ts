import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODE_ROOT } from '../../../host/code-root.ts';

/** The folders of this package: its own frames say nothing about a scenario. */
const ENGINE = ['fakes', 'harness', 'host', 'results', 'reports', 'cli', 'vitest'].map((folder) =>
  join(CODE_ROOT, folder, sep),
);

/** A place in a file of a scenario. */
export interface ScenarioFrame {
  readonly file: string;
  /** 1-based, as the column. */
  readonly line: number;
  readonly column: number;
}

/** The innermost frame of an error outside this package, as `file.ts:12`; undefined if there is none. */
export function scenarioPosition(error: unknown): string | undefined {
  const frame = scenarioFrame(error instanceof Error ? error.stack : undefined);
  return frame && `${frame.file}:${frame.line}`;
}

/** The innermost frame of a stack outside the engine. */
export function scenarioFrame(stack: string | undefined): ScenarioFrame | undefined {
  for (const line of framesOf(stack)) {
    const frame = frameOutsideEngine(line);
    if (frame) return frame;
  }
  return undefined;
}

/**
 * Whether code of a scenario, or what it imports from a file of its own, made an error: not the engine, not the code of a
 * release. What JavaScript itself throws, as `JSON.parse` does, or a package, is of the code that called it.
 */
export function isMadeByScenario(error: unknown): boolean {
  const stack = error instanceof Error ? error.stack : undefined;
  const innermost = framesOf(stack).find((frame) => {
    const path = placeIn(frame)?.path;
    const isOfPackage = path !== undefined && isInPackage(path) && !isInEngine(path);
    return !OF_JAVASCRIPT.test(frame) && !isOfPackage;
  });
  return innermost !== undefined && frameOutsideEngine(innermost) !== undefined;
}

/** Frames of what is in no file, and of Node itself. */
const OF_JAVASCRIPT = /\((?:<anonymous>|native|node:[^)]*)\)$|at (?:async )?(?:<anonymous>|node:.*)$/;

function framesOf(stack: string | undefined): string[] {
  return stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? [];
}

function frameOutsideEngine(frame: string): ScenarioFrame | undefined {
  const place = placeIn(frame);
  if (!place || isInEngine(place.path) || isInPackage(place.path)) return undefined;
  return { file: shortened(place.path), line: place.line, column: place.column };
}

interface Place extends Omit<ScenarioFrame, 'file'> {
  /** Absolute. */
  readonly path: string;
}

function placeIn(frame: string): Place | undefined {
  const [, file, line, column] =
    /(?:\(|at )(?:async )?((?:file:\/\/|\/|[A-Za-z]:\\)[^()]*?):(\d+):(\d+)\)?$/.exec(frame) ?? [];
  if (file === undefined) return undefined;
  const path = file.startsWith('file://') ? fileURLToPath(file) : resolve(file);
  return { path, line: Number(line), column: Number(column) };
}

function isInEngine(path: string): boolean {
  return ENGINE.some((folder) => path.startsWith(folder));
}

function isInPackage(path: string): boolean {
  return path.includes(`${sep}node_modules${sep}`);
}

function shortened(path: string): string {
  const short = relative('', path);
  return short.length < path.length ? short : path;
}

/** A thrown value with its class and place, in one line: `TypeError: x is not a function (app.ts:12)`. */
export function thrownInWords(error: unknown): string {
  const what =
    error instanceof Error
      ? `${error.name}: ${error.message}`
      : `something that is not an error: ${asText(error)}`;
  const position = scenarioPosition(error);
  return `${what.split('\n')[0]}${position === undefined ? '' : ` (${position})`}`;
}

/** Some objects cannot be converted to text: those without a prototype, and those whose `toString` throws. */
function asText(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'an object';
  }
}

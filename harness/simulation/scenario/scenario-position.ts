import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODE_ROOT } from '../../../host/code-root.ts';

/** The folders of this package: its own frames say nothing about a scenario. */
const ENGINE = ['harness', 'host', 'results', 'reports', 'cli', 'vitest'].map((folder) =>
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
  const innermost = framesOf(stack).find((frame) => !OF_JAVASCRIPT.test(frame) && !OF_PACKAGE.test(frame));
  return innermost !== undefined && frameOutsideEngine(innermost) !== undefined;
}

const OF_PACKAGE = /[\\/]node_modules[\\/]/;
/** Frames of what is in no file, and of Node itself. */
const OF_JAVASCRIPT = /\((?:<anonymous>|native|node:[^)]*)\)$|at (?:async )?(?:<anonymous>|node:.*)$/;

function framesOf(stack: string | undefined): string[] {
  return stack?.split('\n').filter((line) => /^ +at /.test(line)) ?? [];
}

function frameOutsideEngine(frame: string): ScenarioFrame | undefined {
  const [, file, line, column] =
    /(?:\(|at )(?:async )?((?:file:\/\/|\/|[A-Za-z]:\\)[^()]*?):(\d+):(\d+)\)?$/.exec(frame) ?? [];
  if (file === undefined) return undefined;
  const path = file.startsWith('file://') ? fileURLToPath(file) : resolve(file);
  if (ENGINE.some((folder) => path.startsWith(folder)) || path.includes('/node_modules/')) return undefined;
  return { file: shortened(path), line: Number(line), column: Number(column) };
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

import type { Step } from '../../simulation/world/step.ts';
import { type ExhaustiveOptions, ExhaustiveSearch, type SearchFigures } from './exhaustive.ts';
import { ProgramWorld, type Thread } from './program-world.ts';

export interface ProgramExploration extends SearchFigures {
  /** Final contents of the variables, each once. */
  readonly outcomes: ReadonlySet<string>;
  readonly executions: number;
}

/** Explores a made-up program exhaustively. */
export function exploreProgram(
  threads: readonly Thread[],
  options: ExhaustiveOptions = {},
): ProgramExploration {
  let shared: readonly string[] = options.shared ?? [];
  for (;;) {
    const search = new ExhaustiveSearch({ ...options, shared });
    const outcomes = new Set<string>();
    let executions = 0;
    while (search.begin()) {
      executions += 1;
      const program = new ProgramWorld(threads);
      search.attach(program);
      const finished = runOnce(
        program,
        (enabled) => search.pick(enabled),
        (step) => search.settled(step),
      );
      if (finished) outcomes.add(program.outcome);
      search.end({ ending: finished ? 'quiescent' : 'abandoned' });
    }
    if (search.foundShared.length === 0) return { ...search.figures, outcomes, executions };
    shared = [...shared, ...search.foundShared];
  }
}

/** All outcomes of a program by trying every order, and the number of orders. */
export function bruteForce(threads: readonly Thread[]): {
  outcomes: ReadonlySet<string>;
  executions: number;
} {
  const outcomes = new Set<string>();
  const path: { choice: number; width: number }[] = [];
  let executions = 0;
  do {
    executions += 1;
    let depth = 0;
    const program = new ProgramWorld(threads);
    runOnce(program, (enabled) => {
      path[depth] ??= { choice: 0, width: enabled.length };
      const step = enabled[path[depth]?.choice ?? 0];
      depth += 1;
      return step;
    });
    outcomes.add(program.outcome);
    for (let last = path.at(-1); last && last.choice + 1 >= last.width; last = path.at(-1)) path.pop();
    const last = path.at(-1);
    if (last) last.choice += 1;
  } while (path.length > 0);
  return { outcomes, executions };
}

/** @returns whether it ran until nothing was enabled */
function runOnce(
  program: ProgramWorld,
  pick: (enabled: readonly Step[]) => Step | undefined,
  settled: (step: Step) => void = () => {},
): boolean {
  for (let enabled = program.world.enabled(); enabled.length > 0; enabled = program.world.enabled()) {
    const step = pick(enabled);
    if (!step) return false;
    program.world.take(step);
    settled(step);
  }
  return true;
}

import { ScenarioError } from './scenario-error.ts';

/** A user's error on its way between threads, where errors lose their class. */
interface Carried {
  readonly scenarioError: string;
}

/** Wraps a thread's task so that the user's errors can be recognised on the other side. */
export function carrying<Input, Output>(
  task: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await task(input);
    } catch (error) {
      if (error instanceof ScenarioError) throw { scenarioError: error.message } satisfies Carried;
      throw error;
    }
  };
}

/** Restores the original error. */
export function carried(error: unknown): unknown {
  const isCarried = typeof error === 'object' && error !== null && 'scenarioError' in error;
  return isCarried ? new ScenarioError((error as Carried).scenarioError) : error;
}

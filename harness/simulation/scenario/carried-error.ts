import { ScenarioError } from './scenario-error.ts';

/** An error of the user's on its way from one thread to another, which errors lose their class on. */
interface Carried {
  readonly scenarioError: string;
}

/** A task of a thread whose errors of the user's come out as such. */
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

/** The error as it was. */
export function carried(error: unknown): unknown {
  const isCarried = typeof error === 'object' && error !== null && 'scenarioError' in error;
  return isCarried ? new ScenarioError((error as Carried).scenarioError) : error;
}

import { AT_REST } from '../world/at-rest.ts';
import type { Uncontrolled } from '../world/world.ts';
import { differenceInWords, firstDifference } from './difference.ts';
import { type Executed, execute } from './execute.ts';
import { factsOf } from './facts.ts';
import type { Strategy } from './strategy.ts';
import type { Subject } from './subject.ts';

/**
 * Executes a subject as {@link execute} does, then again in the resulting order, on the original release even if the
 * strategy tracks the heap. If the two differ, something is not under control.
 */
export async function executeTwice(subject: Subject, strategy: Strategy): Promise<Executed> {
  const first = await execute(subject, strategy);
  const second = await execute(subject, inTheOrderOf(first));
  return { ...first, uncontrolled: first.uncontrolled ?? differenceBetween(first, second) };
}

/** Takes the same steps and stops where the execution did, or where a step cannot be taken again. */
function inTheOrderOf({ steps }: Executed): Strategy {
  let taken = 0;
  return {
    name: 'again',
    begin: () => true,
    pick(enabled) {
      const { id: wanted } = steps[taken] ?? AT_REST;
      taken += 1;
      return enabled.find(({ id }) => id === wanted);
    },
    end() {},
  };
}

function differenceBetween(first: Executed, second: Executed): Uncontrolled | undefined {
  const difference = firstDifference(factsOf(first), factsOf(second));
  if (!difference) return undefined;
  const { after } = difference;
  return {
    what: `two runs of one schedule ${differenceInWords(difference)}`,
    afterStep: first.steps[after - 1]?.id ?? 'boot',
    stack: first.steps[after]?.stack,
  };
}

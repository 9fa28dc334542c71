import type { Strategy } from '../strategies/strategy.ts';
import type { Step } from '../world/step.ts';
import type { Uncontrolled } from '../world/world.ts';
import { type Executed, execute } from './execute.ts';
import { executionFingerprint } from './fingerprint.ts';
import type { Subject } from './subject.ts';

/**
 * Executes a subject as {@link execute} does, and then once more in the order that came of it, on the release as it
 * is even where the strategy has the heap followed. Where the two differ, something is not under control.
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
      const wanted = steps[taken]?.id;
      taken += 1;
      return enabled.find(({ id }) => id === wanted);
    },
    end() {},
  };
}

function differenceBetween(first: Executed, second: Executed): Uncontrolled | undefined {
  if (executionFingerprint(first) === executionFingerprint(second)) return undefined;
  const at = first.steps.findIndex((step, index) => inWords(step) !== inWords(second.steps[index]));
  const differing = first.steps[at];
  if (!differing) {
    const what = 'two runs of one schedule take the same steps and come to different outcomes';
    return { what, afterStep: first.steps.at(-1)?.id ?? 'boot', stack: undefined };
  }
  const again = second.steps[at];
  const outcome = again
    ? `: first "${differing.describe()}", then "${again.describe()}"`
    : ', which is not there again';
  return {
    what: `two runs of one schedule differ in step ${differing.id}${outcome}`,
    afterStep: first.steps[at - 1]?.id ?? 'boot',
    stack: differing.stack,
  };
}

function inWords(step: Step | undefined): string | undefined {
  return step && `${step.id} ${step.kind} ${step.describe()}`;
}

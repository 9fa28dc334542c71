import type { StepInWords } from '../../../results/types.ts';
import { stepInWords } from '../../../results/words/step.ts';
import type { Step } from '../../simulation/world/step.ts';

/** A step in the form that results use. */
export function inWords(step: Step): StepInWords {
  const does = step.facts();
  return { id: step.id, actor: step.actor, does, what: stepInWords(does) };
}

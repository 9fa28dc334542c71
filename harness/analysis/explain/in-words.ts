import type { StepInWords } from '../../../results/types.ts';
import type { Step } from '../../simulation/world/step.ts';

/** A step as results tell of it. */
export function inWords(step: Step): StepInWords {
  return { id: step.id, actor: step.actor, what: step.describe() };
}

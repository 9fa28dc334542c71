import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Step } from '../../simulation/world/step.ts';

/** A choice that an execution came to. */
export interface Choice {
  readonly enabled: readonly Step[];
  /** Undefined where the execution was abandoned. */
  readonly picked: Step | undefined;
}

/** The choices of an execution from where it left those that were known, and the executions that left it later. */
interface Branch<End> {
  readonly choices: readonly Choice[];
  readonly end: End;
  /** By number of the choice and id of the step that was picked there instead. */
  readonly others: Map<string, Branch<End>>;
}

/** How far a strategy leads where all is known. */
export interface Led<End> {
  /** Where it does not lead to an end, nobody knows what follows the last one. */
  readonly choices: readonly Choice[];
  /** What came of the execution. Undefined where none has gone there. */
  readonly end: End | undefined;
}

/**
 * Executions of one subject as a tree of choices. What can be chosen depends on what was chosen before and on nothing
 * else, so a strategy can be asked where it leads without running anything, as far as an execution has been there.
 */
export class OrderTree<End> {
  #root: Branch<End> | undefined;

  /** @param strategy has begun an execution, and goes on with it where it leads no further */
  lead(strategy: Strategy): Led<End> {
    const choices: Choice[] = [];
    let branch = this.#root;
    let last: Step | undefined;
    for (let at = 0; branch; ) {
      const known: Choice | undefined = branch.choices[at];
      if (!known) return { choices, end: branch.end };
      const picked = strategy.pick(known.enabled, last);
      const isAsBefore = picked?.id === known.picked?.id;
      choices.push(isAsBefore ? known : { enabled: known.enabled, picked });
      last = picked;
      if (!isAsBefore) branch = branch.others.get(placeOf(at, picked));
      at = isAsBefore ? at + 1 : 0;
    }
    return { choices, end: undefined };
  }

  /** Remembers an execution. @param choices all that it came to */
  add(choices: readonly Choice[], end: End): void {
    let branch = this.#root;
    this.#root ??= newBranch(choices, end);
    let at = 0;
    for (const [index, { picked }] of choices.entries()) {
      if (!branch) return;
      if (picked?.id === branch.choices[at]?.picked?.id) {
        at += 1;
        continue;
      }
      const place = placeOf(at, picked);
      const next: Branch<End> | undefined = branch.others.get(place);
      if (!next) branch.others.set(place, newBranch(choices.slice(index + 1), end));
      branch = next;
      at = 0;
    }
  }
}

function newBranch<End>(choices: readonly Choice[], end: End): Branch<End> {
  return { choices, end, others: new Map() };
}

function placeOf(at: number, picked: Step | undefined): string {
  return `${at} ${picked?.id}`;
}

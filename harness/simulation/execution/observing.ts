import type { Step } from '../world/step.ts';
import { isObserving, type ObservingStrategy, type Strategy } from './strategy.ts';

type Observer = Partial<Pick<ObservingStrategy, 'followsHeap' | 'attach' | 'settled'>>;

interface ObserverOfChoices extends Observer {
  /** Called with each choice, before the step that was picked is taken; with nothing picked, when it gives up. */
  readonly picked?: (enabled: readonly Step[], last: Step | undefined, picked: Step | undefined) => void;
}

/** The same strategy, with somebody who looks on; what the strategy itself looks at stays. */
export function observing(strategy: Strategy, observer: ObserverOfChoices): ObservingStrategy {
  const own: Observer = isObserving(strategy) ? strategy : {};
  return {
    name: strategy.name,
    // A strategy made of several may want it only for some executions.
    get followsHeap() {
      return observer.followsHeap ?? own.followsHeap ?? false;
    },
    begin: () => strategy.begin(),
    attach(open) {
      own.attach?.(open);
      observer.attach?.(open);
    },
    pick(enabled, last) {
      const step = strategy.pick(enabled, last);
      observer.picked?.(enabled, last, step);
      return step;
    },
    settled(step) {
      own.settled?.(step);
      observer.settled?.(step);
    },
    end: (execution) => strategy.end(execution),
  };
}

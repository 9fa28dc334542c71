import { isObserving, type ObservingStrategy, type Strategy } from './strategy.ts';

type Observer = Partial<Pick<ObservingStrategy, 'followsHeap' | 'attach' | 'settled'>>;

/** The same strategy, with somebody who looks on; what the strategy itself looks at stays. */
export function observing(strategy: Strategy, observer: Observer): ObservingStrategy {
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
    pick: (enabled, last) => strategy.pick(enabled, last),
    settled(step) {
      own.settled?.(step);
      observer.settled?.(step);
    },
    end: (execution) => strategy.end(execution),
  };
}

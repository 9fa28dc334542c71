/**
 * The same, whose values are noted when they are taken.
 * @param note is told of each
 */
export function noting(iterable: Iterable<unknown>, note: (value: unknown) => void): Iterable<unknown> {
  const follow = (iterator: Iterator<unknown>): Iterator<unknown> => {
    const { next } = iterator;
    return {
      next: () => {
        const result = Reflect.apply(next, iterator, []) as IteratorResult<unknown>;
        if (result.done) return { done: true, value: undefined };
        const { value } = result;
        note(value);
        return { done: false, value };
      },
      get return() {
        const { return: end } = iterator;
        return end && (() => Reflect.apply(end, iterator, []) as IteratorResult<unknown>);
      },
    } as Iterator<unknown>;
  };
  return {
    get [Symbol.iterator]() {
      const make = iterable[Symbol.iterator];
      return make && (() => follow(Reflect.apply(make, iterable, [])));
    },
  };
}

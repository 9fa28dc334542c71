/** What may have properties that change: functions, too. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Whether writing to a property that the object lacks runs code of a prototype. */
export function inheritsSetter(object: object, key: PropertyKey): boolean {
  for (let at = Object.getPrototypeOf(object); at !== null; at = Object.getPrototypeOf(at)) {
    const found = Object.getOwnPropertyDescriptor(at, key);
    if (found) return found.set !== undefined;
  }
  return false;
}

/** Name of the location of an object's elements, which are not told apart. */
export const ELEMENTS = '*';

/** Name of the location of which properties or entries an object has, in which order. */
export const KEYS = '(keys)';

/**
 * The name of the location that a key of an object stands for; undefined for an object used as a key, whose
 * conversion to a name could run code of the program.
 */
export function normalise(key: unknown): PropertyKey | undefined {
  if (typeof key === 'number') return ELEMENTS;
  if (typeof key === 'string') {
    const unit = key.charCodeAt(0);
    return unit >= 48 && unit <= 57 ? ELEMENTS : key;
  }
  if (typeof key === 'symbol') return key;
  return key === null || (typeof key !== 'object' && typeof key !== 'function') ? String(key) : undefined;
}

/** What an object is converted to when it is used as a key. Any other key stays as it is. */
export function propertyKeyOf(key: unknown): PropertyKey {
  const isObject = (typeof key === 'object' && key !== null) || typeof key === 'function';
  return (isObject ? Reflect.ownKeys({ [key as never]: 0 })[0] : key) as PropertyKey;
}

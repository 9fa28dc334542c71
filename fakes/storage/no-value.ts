/**
 * Why null and undefined, which calls from JavaScript may have for a value, are not stored: the JavaScript of AsyncStorage
 * refuses them (`checkValidInput`) before the native side hears of it. A localStorage and cookies store the word instead.
 */
export function noValueRefused(): Error {
  return new Error('[AsyncStorage] Passing null/undefined as value is not supported.');
}

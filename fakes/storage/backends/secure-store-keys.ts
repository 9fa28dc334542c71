import { type BackendOperation, keysTouched } from '../batch-operation.ts';

/**
 * What expo-secure-store's JavaScript refuses before native code sees it: keys with other characters than
 * letters, digits, `_`, `.` and `-`, and operations that it does not have.
 *
 * Amplify's keys contain the user name, so a name with `@` or `+` in it is refused, and so is the prefix
 * `@MemoryStorage:` of Amplify on React Native. Source: `SecureStore.ts` of expo-secure-store 14.2.4, 57.0.4.
 */
export function secureStoreRefusal(operation: BackendOperation): Error | undefined {
  if (!('key' in operation)) return new TypeError(`expo-secure-store has no ${operation.method}`);
  const valid = (keysTouched(operation) ?? []).every((key) => /^[\w.-]+$/.test(key));
  return valid ? undefined : new Error(INVALID_KEY);
}

const INVALID_KEY =
  'Invalid key provided to SecureStore. Keys must not be empty and contain only alphanumeric characters, ' +
  '".", "-", and "_".';

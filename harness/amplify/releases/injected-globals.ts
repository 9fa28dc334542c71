/**
 * Names through which code can reach real time, randomness, input and output, another thread, or the
 * process's own global object. A bundle takes each as a parameter, so that nothing of the host is in
 * scope unless a realm hands it over; one that a realm leaves out is `undefined`, as on a platform that
 * lacks it.
 *
 * Pure globals (`URL`, `TextEncoder`, `Map`, `Promise`, `atob`, `AbortController` ...) stay the host's.
 */
export const INJECTED_GLOBALS = [
  // The global object under each of its names.
  'globalThis',
  'global',
  'window',
  'self',

  // Time. `Intl.DateTimeFormat` formats the current time when given none; `AbortSignal` has `timeout`.
  'Date',
  'Intl',
  'performance',
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
  'cancelIdleCallback',
  'scheduler',
  'queueMicrotask',
  'AbortSignal',

  // Randomness, and the moments at which the garbage collector runs.
  'Math',
  'crypto',
  'WeakRef',
  'FinalizationRegistry',

  // Input and output. `Blob`, `Response` and `Request` read their bodies asynchronously.
  'fetch',
  'Request',
  'Response',
  'Blob',
  'File',
  'FileReader',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'console',
  'process',
  'Buffer',
  'document',
  'navigator',
  'location',
  'history',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'caches',
  'cookieStore',
  'addEventListener',
  'removeEventListener',
  'dispatchEvent',
  'postMessage',
  'alert',
  'confirm',
  'prompt',
  'open',

  // Other threads.
  'Worker',
  'SharedWorker',
  'MessageChannel',
  'MessagePort',
  'BroadcastChannel',
  'SharedArrayBuffer',
  'Atomics',
  'WebAssembly',
  'CompressionStream',
  'DecompressionStream',

  // What React Native's own packages export: see `react-native-resolution.ts`.
  'AsyncStorage',
  'ReactNative',
] as const;

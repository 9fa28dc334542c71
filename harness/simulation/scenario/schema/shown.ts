const MOST_SHOWN = 40;

/** A value in a few characters. */
export function shown(input: unknown): string {
  if (typeof input === 'function') return 'a function';
  if (input instanceof Promise) return 'a promise';
  let text: string | undefined;
  try {
    text = typeof input === 'object' ? JSON.stringify(input) : undefined;
  } catch {
    text = 'an object';
  }
  text ??= typeof input === 'string' ? JSON.stringify(input) : String(input);
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

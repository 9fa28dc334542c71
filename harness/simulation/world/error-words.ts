/** An error by its name and message, as text to compare by; anything else that was thrown as text. */
export function errorInWords(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Why npm failed, for people. */
export interface NpmFailure {
  readonly reason: string;
  /** What to do, if that is known. */
  readonly hint?: string;
}

const KNOWN: readonly (NpmFailure & { readonly code: RegExp })[] = [
  {
    code: /\bENOSPC\b/,
    reason: 'the disk is full (ENOSPC)',
    hint: 'Free some space, then run the same command again.',
  },
  {
    code: /\b(E404|ETARGET)\b/,
    reason: 'a package that it needs is not, or no longer, in the registry',
    hint: 'Use another version.',
  },
  {
    code: /\bEINTEGRITY\b/,
    reason: "a package does not match the registry's hash",
    hint: 'Run "npm cache verify", then the same command again.',
  },
  {
    code: /\b(E401|E403|ENEEDAUTH)\b/,
    reason: 'the registry refuses access',
    hint: 'Check "npm config get registry" and "npm whoami".',
  },
];

/** @param output all that npm printed */
export function npmFailure(output: string): NpmFailure {
  const known = KNOWN.find(({ code }) => code.test(output));
  if (known) return { reason: known.reason, ...(known.hint && { hint: known.hint }) };
  return { reason: firstLine(output) };
}

/** The first line that says something, with npm's own prefix taken off. */
function firstLine(output: string): string {
  const lines = output.split('\n').map((line) => line.replace(/^npm (error|ERR!)( code)?/, '').trim());
  return lines.find((line) => /[a-z]/i.test(line)) ?? 'npm gave no reason';
}

import { readFile } from 'node:fs/promises';
import validRange from 'semver/ranges/valid.js';
import { z } from 'zod';
import { issueInWords } from '../../../host/issue-in-words.ts';
import { suggestion } from '../../../host/nearest.ts';
import { currentSignature } from '../../../results/former-signatures.ts';
import type { KnownFinding } from '../../../results/known.ts';

export const KNOWN_SCHEMA = 'amplify-race/known@1';

/** A file of known findings that cannot be used. The message says which, why, and what is accepted. */
export class KnownFindingsError extends Error {
  override readonly name = 'KnownFindingsError';
}

const knownFinding = z.strictObject({
  /** The signature of the finding, as reports print it. */
  signature: z
    .string()
    .regex(
      /^[^/\s]+\/\S+$/,
      'it must be a signature, such as session-survives/session-gone/getTokens+signOut',
    ),
  /** Where it occurs: a scenario's name, or `hunt`. */
  scenario: z.string().min(1),
  /** Values of the scenario's options with which it occurs; any by default. */
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Versions on which it occurs; any by default. */
  amplify: z
    .string()
    .refine((range) => validRange(range) !== null, 'it must be a range of versions, such as >=6.7.0 <6.12.2')
    .optional(),
  /** Number of executions within which it occurs. A check with fewer says nothing about it. */
  within: z.int().positive().optional(),
  /** Why the user accepts it. */
  reason: z.string().trim().min(1, 'say why you accept it'),
  /** Where it is tracked, such as an issue. */
  link: z.url('it must be the address of an issue or the like'),
});

const knownFile = z.strictObject({
  schema: z.literal(KNOWN_SCHEMA),
  findings: z.array(knownFinding),
});

/** A file of known findings, read. */
export interface KnownFile {
  readonly findings: readonly KnownFinding[];
  /** Current signatures by the former ones in the file: see {@link currentSignature}. */
  readonly former: ReadonlyMap<string, string>;
}

/**
 * Reads a file of known findings, JSON of the form `{ "schema": "amplify-race/known@1", "findings": [...] }`.
 * @throws {KnownFindingsError}
 */
export async function readKnownFindings(path: string): Promise<KnownFile> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new KnownFindingsError(
      error.code === 'ENOENT'
        ? `there is no file of known findings at ${path}; start with ${JSON.stringify({ schema: KNOWN_SCHEMA, findings: [] })}`
        : `cannot read ${path}: ${error.code ?? error.message}`,
    );
  });
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new KnownFindingsError(`${path} is not JSON: ${inOneLine(error)}`);
  }
  const parsed = knownFile.safeParse(data, { reportInput: true });
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map((issue) => `\n  ${mistakeInWords(issue)}`);
    throw new KnownFindingsError(`${path} cannot be used:${mistakes.join('')}`);
  }
  const former = new Map<string, string>();
  const findings = parsed.data.findings.map((entry) => {
    const signature = currentSignature(entry.signature);
    if (signature !== entry.signature) former.set(entry.signature, signature);
    return { ...entry, signature };
  });
  const twice = findings.find((one, index) =>
    findings.slice(0, index).some((other) => isSamePlace(one, other)),
  );
  if (twice) {
    throw new KnownFindingsError(
      `${path} has ${twice.signature} for ${twice.scenario} twice; remove one of them`,
    );
  }
  return { findings, former };
}

function mistakeInWords(issue: z.core.$ZodIssue): string {
  const place = issue.path.join('.') || 'file';
  if (issue.code !== 'unrecognized_keys') return `${place}: ${issueInWords(issue)}`;
  const keys = issue.path.length === 0 ? Object.keys(knownFile.shape) : Object.keys(knownFinding.shape);
  const slips = issue.keys.map((key) => `no such key "${key}".${suggestion(key, keys)}`);
  return `${place}: ${slips.join(' ')} Keys: ${keys.join(', ')}`;
}

function isSamePlace(one: KnownFinding, other: KnownFinding): boolean {
  const place = ({ signature, scenario, options, amplify }: KnownFinding): string =>
    JSON.stringify([signature, scenario, Object.entries(options ?? {}).sort(), amplify]);
  return place(one) === place(other);
}

function inOneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/[\p{C}\s]+/gu, ' ').slice(0, 120);
}

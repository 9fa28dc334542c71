import pico from 'picocolors';
import type { KnownFinding } from '../../results/known.ts';
import type { Result } from '../../results/types.ts';
import { formatFinding } from '../console/finding.ts';
import { howChecked, optionsInWords } from '../text/check.ts';
import { plainStrings } from '../text/plain.ts';
import { verdictInWords } from '../text/verdict.ts';
import { element } from './xml.ts';

const style = { width: 100, colors: pico.createColors(false) };

/** The findings that the user accepts. */
export interface AcceptedFindings {
  /** Whether the finding of a result with this signature is known. */
  readonly isKnown: (result: Result, signature: string) => boolean;
  /** Known findings that a check looked for and that did not occur. */
  readonly gone: readonly KnownFinding[];
}

/**
 * JUnit XML, with a suite for each scenario and a case for each release. An inconclusive check is an `error`: it proved
 * nothing, so it must not count as a success. A check that fails only by known findings is `skipped`. A known finding
 * that has gone is a failure of its own.
 */
export function formatJUnit(
  results: readonly Result[],
  { isKnown, gone }: AcceptedFindings = { isKnown: () => false, gone: [] },
): string {
  const safe: readonly Judged[] = plainStrings(
    results.map((result) => ({
      ...result,
      fresh: result.findings.filter(({ signature }) => !isKnown(result, signature)),
    })),
  );
  const names = [...new Set(safe.map(suiteName))];
  const suites = names.map((name) =>
    suite(
      name,
      safe.filter((result) => suiteName(result) === name),
    ),
  );
  const missing = plainStrings(gone).map(goneCase);
  const all = withGone(totals(safe), missing.length);
  if (missing.length > 0)
    suites.push(element('testsuite', { name: KNOWN, ...withGone(totals([]), missing.length) }, missing));
  const root = element('testsuites', { name: 'amplify-race', ...all }, suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

/** A result, with its unknown findings. */
type Judged = Result & { readonly fresh: Result['findings'] };

const KNOWN = 'known findings';

function goneCase({ signature, scenario }: KnownFinding): string {
  const message = 'did not occur: remove it from the file of known findings';
  return element('testcase', { classname: KNOWN, name: `${signature} (${scenario})` }, [
    element('failure', { type: 'known-finding-gone', message }),
  ]);
}

function suite(name: string, results: readonly Judged[]): string {
  return element(
    'testsuite',
    { name, ...totals(results) },
    results.map((result) => testCase(name, result)),
  );
}

function testCase(suiteName: string, result: Judged): string {
  const attributes = { classname: suiteName, name: `aws-amplify ${result.amplify}`, time: seconds([result]) };
  return element('testcase', attributes, [
    ...problems(result),
    element('system-out', {}, `${verdictInWords(result)}; ${howChecked(result)}`),
  ]);
}

function problems(result: Judged): string[] {
  const [first] = result.fresh;
  if (result.verdict === 'inconclusive') return [element('error', { message: verdictInWords(result) })];
  if (result.verdict === 'survives') return [];
  if (!first) {
    const known = result.findings.map(({ signature }) => signature).join(', ');
    return [element('skipped', { message: `only known findings: ${known}` })];
  }
  const text = result.fresh
    .map((finding) => formatFinding({ result, finding, also: [] }, style))
    .join('\n\n');
  // One element even for several findings: some readers accept only one.
  return [element('failure', { type: first.invariant, message: first.message }, `\n${text}\n`)];
}

function totals(results: readonly Judged[]) {
  const failing = results.filter(({ verdict }) => verdict === 'fails');
  const failures = failing.filter(({ fresh }) => fresh.length > 0).length;
  return {
    tests: results.length,
    failures,
    errors: results.filter(({ verdict }) => verdict === 'inconclusive').length,
    ...(failing.length > failures && { skipped: failing.length - failures }),
    time: seconds(results),
  };
}

function withGone<T extends ReturnType<typeof totals>>(counts: T, gone: number): T {
  return { ...counts, tests: counts.tests + gone, failures: counts.failures + gone };
}

function seconds(results: readonly Result[]): string {
  return (results.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000).toFixed(3);
}

function suiteName({ scenario, options }: Result): string {
  const words = optionsInWords(options);
  return words ? `${scenario} (${words})` : scenario;
}

import pico from 'picocolors';
import type { Result } from '../../harness/results/types.ts';
import { formatFinding } from '../console/finding.ts';
import { howChecked, optionsInWords } from '../text/check.ts';
import { plainStrings } from '../text/plain.ts';
import { verdictInWords } from '../text/verdict.ts';
import { element } from './xml.ts';

const style = { width: 100, colors: pico.createColors(false) };

/**
 * JUnit XML, a suite for each scenario and a case for each release. An inconclusive check is an `error`:
 * nothing was shown, so it must not pass for a success.
 */
export function formatJUnit(results: readonly Result[]): string {
  const safe = plainStrings(results);
  const names = [...new Set(safe.map(suiteName))];
  const suites = names.map((name) =>
    suite(
      name,
      safe.filter((result) => suiteName(result) === name),
    ),
  );
  const root = element('testsuites', { name: 'amplify-race', ...totals(safe) }, suites);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function suite(name: string, results: readonly Result[]): string {
  return element(
    'testsuite',
    { name, ...totals(results) },
    results.map((result) => testCase(name, result)),
  );
}

function testCase(suiteName: string, result: Result): string {
  const attributes = { classname: suiteName, name: `aws-amplify ${result.amplify}`, time: seconds([result]) };
  return element('testcase', attributes, [
    ...problems(result),
    element('system-out', {}, `${verdictInWords(result)}; ${howChecked(result)}`),
  ]);
}

function problems(result: Result): string[] {
  const [first] = result.findings;
  if (result.verdict === 'inconclusive') return [element('error', { message: verdictInWords(result) })];
  if (result.verdict === 'survives' || !first) return [];
  const text = result.findings
    .map((finding) => formatFinding({ result, finding, also: [] }, style))
    .join('\n\n');
  // One element even for several findings: not every reader accepts more.
  return [element('failure', { type: first.invariant, message: first.message }, `\n${text}\n`)];
}

function totals(results: readonly Result[]) {
  return {
    tests: results.length,
    failures: results.filter(({ verdict }) => verdict === 'fails').length,
    errors: results.filter(({ verdict }) => verdict === 'inconclusive').length,
    time: seconds(results),
  };
}

function seconds(results: readonly Result[]): string {
  return (results.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000).toFixed(3);
}

function suiteName({ scenario, options }: Result): string {
  const words = optionsInWords(options);
  return words ? `${scenario} (${words})` : scenario;
}

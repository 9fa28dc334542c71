import satisfies from 'semver/functions/satisfies.js';
import type { KnownFinding, Looked, MetFinding, SortedFindings } from '../../../results/known.ts';
import { optionTexts } from '../../../results/option-texts.ts';
import { symptomIn } from '../../../results/same-finding.ts';
import { optionsWithCurrentNames } from '../../simulation/scenario/former-names.ts';

/** Sorts findings into known and new ones, and lists known findings that a check looked for and that did not occur. */
export function sortFindings(looks: readonly Looked[], entries: readonly KnownFinding[]): SortedFindings {
  const met = looks.flatMap((looked) => looked.signatures.map((signature) => ({ looked, signature })));
  const entryOf = ({ looked, signature }: MetFinding): KnownFinding | undefined =>
    entries.find((entry) => entry.signature === signature && isPlaceOf(entry, looked));
  return {
    known: met.flatMap((finding) => {
      const entry = entryOf(finding);
      return entry ? [{ ...finding, entry }] : [];
    }),
    fresh: met.filter((finding) => !entryOf(finding)),
    gone: entries.filter((entry) => {
      const there = looks.filter((looked) => isPlaceOf(entry, looked));
      const covered = there.some((looked) => looked.reliable && isFarEnough(entry, looked));
      return covered && !there.some((looked) => mayHaveMet(looked, entry));
    }),
  };
}

function isPlaceOf({ scenario, options = {}, amplify }: KnownFinding, looked: Looked): boolean {
  const texts = optionTexts(looked.options);
  const wanted = optionTexts(optionsWithCurrentNames(options, Object.keys(texts)));
  return (
    scenario === looked.scenario &&
    Object.entries(wanted).every(([name, value]) => texts[name] === value) &&
    (amplify === undefined || satisfies(looked.version, amplify, { includePrerelease: true }))
  );
}

function mayHaveMet({ signatures, unexplained }: Looked, { signature }: KnownFinding): boolean {
  return signatures.includes(signature) || unexplained.includes(symptomIn(signature));
}

function isFarEnough({ within = 0 }: KnownFinding, { exhaustive, executions }: Looked): boolean {
  return exhaustive || executions >= within;
}

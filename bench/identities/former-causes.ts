/** Root causes that were sentences before faults had codes, and what they are called now. */
const FORMER: readonly (readonly [former: RegExp, now: string])[] = [
  [/^(\w+)-goes-offline$/, 'offline-$1'],
  [/^(\w+)-is-suspended$/, 'suspended-$1'],
  [/^the-service-begins-to-answer-(.+)$/, 'service-$1'],
  [/^the-storage-of-(\w+)-begins-to-fail-(.+)$/, 'storage-$2-$1'],
  [/^the-clock-of-(\w+)-jumps-(.+)-s-(back|ahead)$/, 'clock-$3-$2-s-$1'],
  [/^(\w+)-is-(disabled|deleted)$/, 'user-$2-$1'],
  [/^(\w+)-is-signed-out-everywhere$/, 'user-signed-out-$1'],
  [/^(\w+)-has-to-set-a-new-password$/, 'password-reset-required-$1'],
  [/^null-answer-lost$/, 'oauth2-token-answer-lost'],
];

/** A cause as it is called now; the same where it has not changed. */
export function currentCause(cause: string): string {
  const [paths = '', ...circumstances] = cause.split('/');
  return [paths, ...circumstances.map(currentCircumstance)].join('/');
}

function currentCircumstance(circumstance: string): string {
  for (const [former, now] of FORMER) {
    if (former.test(circumstance)) return circumstance.replace(former, now);
  }
  return circumstance;
}

/**
 * Former names of symptoms and their current codes, by invariant. `*` stands for the name of an API, an event or the
 * like. They serve users' older files, and will be removed with the next version.
 */
export const FORMER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'session-survives': {
    'the-stored-session-is-gone': 'session-gone',
    'the-user-s-stored-refresh-token-is-gone': 'refresh-token-gone',
    'the-stored-name-of-the-signed-in-user-is-gone': 'user-name-gone',
    'the-user-s-stored-access-token-is-gone': 'access-token-gone',
    'the-stored-refresh-token-is-dead-while-a-newer-one-lives': 'dead-refresh-token-stored',
    'the-stored-device-key-is-gone': 'device-key-gone',
    'the-stored-device-key-is-another': 'device-key-replaced',
    'the-stored-session-is-gone-silently': 'session-gone-silently',
    'the-user-s-stored-refresh-token-is-gone-silently': 'refresh-token-gone-silently',
    'the-stored-name-of-the-signed-in-user-is-gone-silently': 'user-name-gone-silently',
    'the-user-s-stored-access-token-is-gone-silently': 'access-token-gone-silently',
    'the-stored-refresh-token-is-dead-while-a-newer-one-lives-silently': 'dead-refresh-token-stored-silently',
    'the-stored-device-key-is-gone-silently': 'device-key-gone-silently',
    'the-stored-device-key-is-another-silently': 'device-key-replaced-silently',
  },
  'sign-in-holds': {
    'nothing-of-it-is-stored': 'nothing-stored',
    'it-is-stored-under-a-name-that-is-not-the-user-s': 'stored-under-another-name',
    'nobody-is-stored-as-signed-in': 'nobody-stored',
    'another-user-is-stored-as-signed-in': 'another-user-stored',
    'tokens-of-it-are-missing': 'tokens-missing',
    'another-user-s-tokens-are-stored-under-the-name': 'another-users-tokens-stored',
    'the-stored-refresh-token-is-a-dead-one': 'dead-refresh-token-stored',
    'tokens-of-the-user-before-are-stored': 'tokens-of-user-before-stored',
    '*-told-the-app-that-nobody-is-signed-in': '*-says-signed-out',
    '*-named-another-user': '*-names-another-user',
    '*-did-not-say-who-is-signed-in': '*-names-nobody',
    '*-gave-tokens-of-another-user': '*-gives-another-users-tokens',
  },
  'hosted-ui-sign-in-completes': {
    'a-sign-in-at-the-hosted-UI-is-lost-the-app-was-told-that-it-failed': 'sign-in-lost-app-told',
    'a-sign-in-at-the-hosted-UI-is-lost-the-app-was-not-even-told': 'sign-in-lost-silently',
  },
  'stays-signed-out': { 'tokens-stored-after-sign-out': 'tokens-stored' },
  'tokens-belong-together': {
    'storage-holds-tokens-under-a-name-that-is-not-their-user-s': 'storage-holds-tokens-under-another-name',
    'storage-holds-a-foreign-token': 'storage-holds-foreign-token',
    '*-returned-a-foreign-token': '*-returned-foreign-token',
  },
  'aws-identity-is-the-users': {
    '*-gave-AWS-credentials-that-were-never-issued': '*-gives-unissued-credentials',
    '*-gave-AWS-credentials-of-another-identity-than-the-one-beside-them':
      '*-gives-credentials-of-another-identity',
    '*-gave-a-guest-s-AWS-credentials-with-the-tokens-of-a-user': '*-gives-guest-credentials-with-tokens',
    '*-gave-another-user-s-AWS-credentials-with-the-tokens-of-a-user':
      '*-gives-another-users-credentials-with-tokens',
    '*-gave-a-user-s-AWS-credentials-as-a-guest-s': '*-gives-user-credentials-as-guest',
    '*-gave-AWS-credentials-of-a-user-who-is-not-signed-in': '*-gives-credentials-of-user-not-signed-in',
    'storage-holds-a-user-s-identity-id-although-nobody-is-signed-in':
      'storage-holds-user-identity-while-signed-out',
    'storage-holds-another-user-s-identity-id': 'storage-holds-another-users-identity',
  },
  'newest-refresh-token-kept': { 'a-spent-refresh-token-is-stored': 'spent-refresh-token-stored' },
  'calls-await-hosted-ui-sign-in': {
    '*-does-not-await-the-sign-in-at-the-hosted-UI': '*-does-not-wait',
  },
  'authorization-code-spent-once': { 'a-code-is-exchanged-again': 'code-exchanged-again' },
  'sign-out-ends-the-session': { 'the-session-lives-on-at-the-server': 'session-lives-on' },
  'hosted-ui-state-removed': { 'state-of-a-sign-in-at-the-hosted-UI-is-left': 'state-left' },
  'hub-tells-the-truth': {
    '*-the-session-lives-and-nobody-signed-out': '*-while-signed-in',
    '*-nobody-signed-out-and-no-session-has-ended': '*-without-sign-out',
    '*-nobody-signed-in': '*-without-sign-in',
  },
  'returned-tokens-unexpired': {
    '*-returns-an-expired-access-token': '*-returns-expired-access-token',
    '*-returns-an-expired-id-token': '*-returns-expired-id-token',
  },
  'returned-credentials-unexpired': {
    '*-returns-AWS-credentials-that-expired-in-memory': '*-returns-credentials-expired-in-memory',
    '*-returns-AWS-credentials-that-arrived-expired': '*-returns-credentials-that-arrived-expired',
  },
  'session-details-kept': { 'entries-beside-the-tokens-are-gone': 'entries-gone' },
  'refreshes-announced': {
    'tokenRefresh-without-a-refresh': 'announced-without-refresh',
    'no-tokenRefresh-for-a-refresh': 'refresh-not-announced',
  },
  'sign-outs-announced': { 'no-event-for-a-sign-out': 'sign-out-not-announced' },
  'calls-do-their-work': { 'nothing-is-refreshed': 'nothing-refreshed' },
  'says-how-the-user-signed-in': { 'the-name-by-which-the-user-signed-in-is-lost': 'sign-in-name-lost' },
  'next-guest-is-another': {
    'the-next-guest-has-the-identity-of-the-guest-before': 'identity-of-guest-before',
  },
  'identity-pool-refuses-nothing': {
    'the-identity-pool-refuses-the-app': 'app-refused',
    'the-identity-pool-refuses-the-app-once-closed-amid-a-call': 'app-refused-after-cut-short-call',
  },
};

/** The current form of a signature, or of the symptom with which one begins; the same text if it has not changed. */
export function currentSignature(signature: string): string {
  const [invariant = '', symptom = '', ...functions] = signature.split('/');
  const codes = Object.hasOwn(FORMER, invariant) ? (FORMER[invariant] ?? {}) : {};
  const code = codeOf(symptom, codes);
  return code === undefined ? signature : [invariant, code, ...functions].join('/');
}

function codeOf(symptom: string, codes: Readonly<Record<string, string>>): string | undefined {
  if (Object.hasOwn(codes, symptom)) return codes[symptom];
  for (const [former, code] of Object.entries(codes)) {
    if (!former.startsWith('*') || !symptom.endsWith(former.slice(1))) continue;
    const name = symptom.slice(0, symptom.length - former.length + 1);
    if (/^\w+$/.test(name)) return code.replace('*', name);
  }
  return undefined;
}

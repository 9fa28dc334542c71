/** Made-up results for the tests of the reports: shaped like real ones, but not measured. */
import type { StepFacts } from '../results/step-facts.ts';
import type { Finding, Interleaving, InterleavingRow, Result, SourcePosition } from '../results/types.ts';

const folder = '@aws-amplify/auth/src/providers/cognito/tokenProvider';

function position(file: string, line: number, functionName: string): SourcePosition {
  return { file: `${folder}/${file}`, line, column: 4, function: functionName };
}

const readRefreshToken = position('TokenStore.ts', 83, 'TokenStore.loadTokens');
const removeRefreshToken = position('TokenStore.ts', 173, 'TokenStore.clearTokens');

/** `actor | what it did`, with `!` before the bar of a racing row. A row without an actor has that of the row before. */
const script = `
fetchAuthSession #1 | starts fetchAuthSession()
| reads LastAuthUser -> alice
| reads accessToken -> expired 2 min ago
| reads idToken -> expired 2 min ago
| reads refreshToken -> R1
| reads clockDrift -> 0
| reads signInDetails -> USER_SRP_AUTH
| reads deviceKey -> null
| reads deviceGroupKey -> null
| reads randomPasswordKey -> null
| reads LastAuthUser -> alice
| sends REFRESH_TOKEN_AUTH with R1
getCurrentUser | starts getCurrentUser()
| reads LastAuthUser -> alice
| reads accessToken -> expired 2 min ago
| reads idToken -> expired 2 min ago
fetchAuthSession #1 | server answers A2, I2
| receives A2, I2
| reads LastAuthUser -> alice
| removes accessToken
| removes idToken
| ! removes refreshToken R1
| removes clockDrift
| removes signInDetails
| removes LastAuthUser
getCurrentUser | ! reads refreshToken -> null
| reads clockDrift -> null
| reads signInDetails -> null
| reads deviceKey -> null
| reads deviceGroupKey -> null
| reads randomPasswordKey -> null
| reads LastAuthUser -> null
| joins the running refresh
fetchAuthSession #1 | writes LastAuthUser = alice
| reads LastAuthUser -> alice
| writes accessToken = A2
| writes idToken = I2
| writes refreshToken = R1
| writes signInDetails = USER_SRP_AUTH
| writes clockDrift = 0
| Hub auth: tokenRefresh
| fetchAuthSession() returns A2, I2
fetchAuthSession #2 | starts fetchAuthSession()
| reads LastAuthUser -> alice
| reads accessToken -> A2
| reads idToken -> I2
| reads refreshToken -> R1
| reads clockDrift -> 0
| reads signInDetails -> USER_SRP_AUTH
| reads deviceKey -> null
| fetchAuthSession() returns A2, I2
getCurrentUser | reads LastAuthUser -> alice
| removes accessToken
| removes idToken
| removes refreshToken R1
| writes LastAuthUser = alice
| writes accessToken = A2
| writes idToken = I2
| removes signInDetails
| writes clockDrift = 0
| Hub auth: tokenRefresh
| getCurrentUser() returns alice
`;

/** Three actors, 62 rows, six context switches. */
export const interleaving: Interleaving = parseScript();

function parseScript(): Interleaving {
  const rows: InterleavingRow[] = [];
  for (const [index, line] of script.trim().split('\n').entries()) {
    const [name = '', rest = ''] = line.split('|').map((part) => part.trim());
    const previous = rows.at(-1)?.actor;
    const actor = name || previous || '';
    const racing = rest.startsWith('!');
    const text = rest.replace('! ', '');
    const at = racing && (text.startsWith('reads') ? readRefreshToken : removeRefreshToken);
    const contextSwitch = previous !== undefined && actor !== previous;
    const does = factsOf(text);
    rows.push({ ids: [`s${index}`], actor, does, text, contextSwitch, racing, ...(at && { at }) });
  }
  return { actors: [...new Set(rows.map(({ actor }) => actor))], rows };
}

function factsOf(text: string): StepFacts {
  const [verb = '', key = ''] = text.split(' ');
  const method = { reads: 'getItem', writes: 'setItem', removes: 'removeItem' }[verb];
  return method ? { kind: 'effect', operation: method, keys: [key] } : { kind: 'response', operation: verb };
}

/** The refresh token is lost on 6.6.6. */
export const lostRefreshToken: Finding = {
  invariant: 'stored-refresh-token-is-newest',
  message: 'refresh token gone although every call succeeded',
  signature: 'lost-refresh-token:loadTokens/clearTokens',
  cause: 'getTokens+getTokens',
  hits: 143,
  firstHit: 7,
  trace: 'amplify-race/concurrent-refresh-6.6.6-1a2b3c.json',
  schedule: 'r1:AAECAwQF',
  replay: 'npx amplify-race replay amplify-race/concurrent-refresh-6.6.6-1a2b3c.json',
  steps: 62,
  preemptions: 6,
  contextSwitches: 6,
  race: {
    sentence:
      "If getCurrentUser's read of refreshToken (TokenStore.ts:83) came before fetchAuthSession #1's removal of refreshToken (TokenStore.ts:173), no invariant would break.",
    reversals: [
      {
        first: 's21',
        second: 's25',
        sentence:
          "getCurrentUser's read of refreshToken (TokenStore.ts:83) came before fetchAuthSession #1's removal of refreshToken (TokenStore.ts:173)",
      },
    ],
    steps: [
      {
        id: 's21',
        actor: 'fetchAuthSession #1',
        what: 'removes refreshToken',
        at: [
          removeRefreshToken,
          position('TokenStore.ts', 118, 'TokenStore.storeTokens'),
          position('TokenOrchestrator.ts', 142, 'TokenOrchestrator.setTokens'),
        ],
      },
      {
        id: 's25',
        actor: 'getCurrentUser',
        what: 'reads refreshToken',
        at: [readRefreshToken, position('TokenOrchestrator.ts', 96, 'TokenOrchestrator.getTokens')],
      },
    ],
  },
  staleReads: [
    {
      id: 's14',
      actor: 'getCurrentUser',
      what: 'read accessToken -> access#1',
      kind: 'read',
      since: { id: 's19', actor: 'fetchAuthSession #1', what: 'remove accessToken' },
    },
  ],
  breaches: [
    {
      invariant: 'stored-refresh-token-is-newest',
      id: 's21',
      actor: 'fetchAuthSession #1',
      what: 'removes refreshToken R1',
    },
  ],
  aftermath: [
    {
      device: 'phone',
      outcome: 'signed-out',
      sentence: 'signed out although the server would still honour the session',
    },
  ],
  interleaving,
};

const survivor: Result = {
  scenario: 'concurrent-refresh',
  title: 'several calls find the access token expired at once',
  options: { calls: 3, storage: 'fifo', rotation: 'off', grace: 0 },
  amplify: 'installed (6.22.1)',
  version: '6.22.1',
  strategy: 'random',
  verdict: 'survives',
  coverage: 'sampled',
  complete: true,
  executions: 2000,
  classes: 412,
  failing: 0,
  judged: [
    { invariant: 'session-survives', inForce: 2000, of: 2000 },
    { invariant: 'sign-in-holds', inForce: 0, of: 2000 },
  ],
  steps: { min: 58, median: 62, max: 91 },
  seed: 42,
  durationMs: 4_812,
  interrupted: false,
  findings: [],
};

/** A survivor, with the given changes. */
export function result(changes: Partial<Result> = {}): Result {
  return { ...survivor, ...changes };
}

/** The loss on 6.6.6. */
export const failed: Result = result({
  amplify: '6.6.6',
  version: '6.6.6',
  verdict: 'fails',
  failing: 143,
  classes: 1_385,
  steps: { min: 60, median: 97, max: 131 },
  durationMs: 5_230,
  findings: [lostRefreshToken],
});

/** Two scenarios on several releases, with each verdict. */
export const mixed: readonly Result[] = [
  failed,
  result({
    ...failed,
    amplify: '6.7.0',
    version: '6.7.0',
    failing: 91,
    findings: [
      {
        ...lostRefreshToken,
        hits: 91,
        firstHit: 12,
        replay: 'npx amplify-race replay amplify-race/concurrent-refresh-6.7.0-9f8e7d.json',
      },
    ],
  }),
  survivor,
  result({
    scenario: 'sign-out-during-refresh',
    title: 'the user signs out while a refresh is on its way',
    options: { storage: 'fifo' },
    coverage: 'exhaustive',
    classes: 640,
    executions: 640,
    durationMs: 934,
  }),
  result({
    scenario: 'sign-out-during-refresh',
    title: 'the user signs out while a refresh is on its way',
    options: { storage: 'fifo' },
    amplify: '6.6.6',
    version: '6.6.6',
    verdict: 'inconclusive',
    reason: 'uncontrolled: two runs of the same schedule differ from step 31 on',
    complete: false,
    executions: 1_204,
  }),
];

/** The rooms of the house, those that may be imported first: a room imports only from rooms before it. */
export const ROOMS: readonly string[] = [
  'fakes',
  'host',
  'results',
  'harness/amplify',
  'harness/instrumentation',
  'harness/simulation',
  'scenarios',
  'harness/exploration',
  'harness/analysis',
  'harness/checking',
  'harness/campaigns',
  'reports',
  'vitest',
  'cli',
  'index.ts',
  'bench',
];

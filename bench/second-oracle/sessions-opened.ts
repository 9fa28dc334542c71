import type { SessionFacts } from '../../fakes/cognito/fake-cognito.ts';
import type { Executed } from '../../harness/simulation/execution/execute.ts';

/**
 * Sessions that the server opened for sign-ins on a device, in the order in which it did. Whose a session is shows in the
 * answers that carried its tokens there.
 * @returns undefined where the server opened one of which no answer is left, as where a request was sent twice
 */
export function sessionsOpenedOn(device: string, executed: Executed): readonly SessionFacts[] | undefined {
  const { server, devices, start } = executed;
  const sessionOf = (token: string): string | undefined => server.inspect(token)?.sessionId;
  const initial = new Set([...devices.values()].map((state) => state.initial?.tokens.refreshToken ?? ''));
  const atStart = new Set([...initial].map(sessionOf));
  const deviceOf = new Map<string | undefined, string | undefined>();
  for (const { kind, realm, outcome } of executed.steps) {
    const answer = kind === 'request' ? (outcome?.() ?? '') : '';
    const token = /"AccessToken":"([^"]+)"/.exec(answer)?.[1];
    if (token !== undefined) deviceOf.set(sessionOf(token), start.realms[realm]?.device);
  }
  const opened = server.sessions().filter(({ id }) => !atStart.has(id));
  if (opened.some(({ id }) => !deviceOf.has(id))) return undefined;
  return opened.filter(({ id }) => deviceOf.get(id) === device);
}

import type { ServerEvent, SessionFacts } from '../../../fakes/cognito/fake-cognito.ts';
import type { Execution } from '../execution/execution.ts';
import type { Incident } from '../execution/incident.ts';

/**
 * What belongs to one device, so that trouble on another, which shares nothing with it, excuses nothing here. What
 * belongs to no device that is known counts on each.
 */

/** Sessions that were stored on a device at the start, or opened by a request from it. */
export function sessionsOn({ server, devices }: Execution, device: string): SessionFacts[] {
  const deviceOf = new Map<string | undefined, string>();
  for (const [name, { initial }] of devices) {
    if (initial) deviceOf.set(server.inspect(initial.tokens.refreshToken)?.sessionId, name);
  }
  return server.sessions().filter(({ id, client }) => (client ?? deviceOf.get(id) ?? device) === device);
}

/** Whether the server honours a session that a user has on a device. */
export function isHonouredOn(execution: Execution, device: string, username: string): boolean {
  return sessionsOn(execution, device).some(
    (session) => session.username === username && execution.server.honours(session.newestRefreshToken),
  );
}

/** Requests that came from a device, and what the server answered. */
export function requestsFrom({ server }: Execution, device: string): ServerEvent[] {
  return server.log.filter(({ client = device }) => client === device);
}

/** What happened to a device or a realm on it. */
export function incidentsOn({ incidents }: Execution, device: string): Incident[] {
  return incidents.filter((incident) => (incident.device ?? device) === device);
}

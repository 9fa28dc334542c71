import type { Execution } from '../execution/execution.ts';
import { incidentsOn } from './on-device.ts';

/** A page to which the user has returned from the hosted UI, and the events that the app received there. */
export interface HostedUiCallback {
  readonly realm: string;
  readonly device: string;
  /** Who signed in. */
  readonly username: string;
  /** In steps taken, as of a call: when the page loaded, its own step included. */
  readonly loadedAt: number;
  /** The true time then, ms since the Unix epoch. */
  readonly loadTime: number;
  /** When Hub said that the sign-in is complete; `Infinity` if it never did. */
  readonly completedAt: number;
  /** Whether Hub said that it failed. */
  readonly failed: boolean;
}

/** In v6 and in v5. */
const COMPLETED: ReadonlySet<string> = new Set(['signInWithRedirect', 'cognitoHostedUI']);
const FAILED: ReadonlySet<string> = new Set(['signInWithRedirect_failure', 'cognitoHostedUI_failure']);

/** All of an execution, in the order in which their pages loaded. */
export function hostedUiCallbacks({ start, loads, hub }: Execution): HostedUiCallback[] {
  return loads.flatMap(({ realm, at, time }) => {
    const spec = start.realms[realm];
    if (!spec?.hostedUiCallback) return [];
    const toldAt = (events: ReadonlySet<string>): number =>
      hub.find((record) => record.realm === realm && events.has(record.event))?.at ??
      Number.POSITIVE_INFINITY;
    return [
      {
        realm,
        device: spec.device,
        username: spec.hostedUiCallback.username,
        loadedAt: at,
        loadTime: time,
        completedAt: toldAt(COMPLETED),
        failed: toldAt(FAILED) < Number.POSITIVE_INFINITY,
      },
    ];
  });
}

/** Those to pages on a device. */
export function hostedUiCallbacksOn(execution: Execution, device: string): HostedUiCallback[] {
  return hostedUiCallbacks(execution).filter((callback) => callback.device === device);
}

/** Whether the page was killed, at whatever moment. */
export function wasKilled(execution: Execution, { realm, device }: HostedUiCallback): boolean {
  return incidentsOn(execution, device).some(
    (incident) => incident.what === 'kill' && incident.realm === realm,
  );
}

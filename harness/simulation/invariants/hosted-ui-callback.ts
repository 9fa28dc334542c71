import type { Execution } from '../execution/execution.ts';

/** A page that the user has come back to from the hosted UI, and what the app was told there. */
export interface HostedUiCallback {
  readonly realm: string;
  readonly device: string;
  /** Who signed in. */
  readonly username: string;
  /** In steps taken, as of a call: when the page loaded, its own step included. */
  readonly loadedAt: number;
  /** The true time then, ms since the Unix epoch. */
  readonly loadTime: number;
  /** When the app was told that the sign-in is complete. `Infinity` where it never was. */
  readonly completedAt: number;
  /** Whether the app was told that it failed. */
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

import type { Execution } from '../execution/execution.ts';
import type { CallRecord } from '../world/call-port.ts';

/** Calls that were started in a realm of the device. */
export function callsOn(execution: Execution, device: string): CallRecord[] {
  return execution.calls.filter(
    (call) => execution.start.realms[call.realm]?.device === device && call.startedAt !== undefined,
  );
}

/** Whether a call said that somebody is signed in. */
export function saysSignedIn(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'signedIn' in value && value.signedIn === true;
}

/** Whether a call said that nobody is signed in. */
export function saysSignedOut(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'signedIn' in value && value.signedIn === false;
}

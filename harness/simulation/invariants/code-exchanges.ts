import type { ServerEvent } from '../../../fakes/cognito/fake-cognito.ts';
import type { Execution } from '../execution/execution.ts';
import { requestsFrom } from './on-device.ts';

/** Amplify refreshes elsewhere: here it exchanges codes alone. */
const EXCHANGE = '/oauth2/token';

/** The exchanges of authorization codes for tokens that a device has asked for, and what the server answered. */
export function codeExchangesFrom(execution: Execution, device: string): ServerEvent[] {
  return requestsFrom(execution, device).filter(({ operation }) => operation === EXCHANGE);
}

import type { Execution } from '../execution/execution.ts';
import { codeExchangesFrom } from './code-exchanges.ts';
import { type HostedUiCallback, hostedUiCallbacksOn } from './hosted-ui-callback.ts';

/** How long an authorization code works, in ms: "valid for 5 minutes" (Cognito developer guide, on the token endpoint). */
const CODE_LIFETIME = 5 * 60 * 1000;

/**
 * Whether the code of a page may have expired before the request with it arrived: the server has refused an exchange of
 * the device, a code of it has not been spent, and so much time has passed since the page loaded. No client can do
 * anything about it: the user is told, and signs in again.
 *
 * When a request arrived is not known, so a code that was refused for another reason counts, too, if the time passed later.
 */
export function mayHaveExpired(execution: Execution, { device, loadTime }: HostedUiCallback): boolean {
  if (execution.server.now() - loadTime < CODE_LIFETIME) return false;
  const exchanges = codeExchangesFrom(execution, device);
  const codes = hostedUiCallbacksOn(execution, device);
  const spent = exchanges.filter(({ outcome }) => outcome === 'ok');
  return exchanges.some(({ outcome }) => outcome === 'invalid_grant') && spent.length < codes.length;
}

import { liveSessions } from './expectation.ts';
import { type Invariant, judgeEach } from './invariant.ts';
import { incidentsOn } from './on-device.ts';

/** What a session is made of, tokens that a refresh would bring back included. */
const ENTRIES = [
  'accessToken',
  'idToken',
  'refreshToken',
  'deviceKey',
  'deviceGroupKey',
  'randomPasswordKey',
] as const;

/**
 * A network that fails, a service in trouble, a storage that is locked are over sooner or later. A call may fail for
 * them; an entry that it removes is gone for good, or until the next refresh. Without its id token the user stays signed
 * in, but Amplify 6 cannot say who it is, nor get AWS credentials (`getCurrentUser.ts`, `assertIdTokenInAuthTokens`).
 */
export const transientFaultRemovesNothing: Invariant = {
  name: 'transient-fault-removes-nothing',
  statement: 'A temporary fault removes no entry of a session that the server still honours.',
  check(execution) {
    const hit = liveSessions(execution).filter(({ device }) =>
      incidentsOn(execution, device).some(({ what }) => what === 'fault'),
    );
    return judgeEach(hit, ({ device, username }) => {
      const state = execution.devices.get(device);
      if (!state) return undefined;
      const prefix = `${state.keyPrefix}CognitoIdentityServiceProvider.${execution.server.options.clientId}.${username}`;
      const had = ENTRIES.slice(0, state.initial?.tokens.device ? ENTRIES.length : 3);
      const lost = had.filter((entry) => !state.data.has(`${prefix}.${entry}`));
      if (lost.length === 0) return undefined;
      const names = lost.join(', ');
      return {
        symptom: `${lost.join('-')}-removed`,
        message: `after a temporary fault, ${names} ${lost.length === 1 ? 'is' : 'are'} gone for good`,
      };
    });
  },
};

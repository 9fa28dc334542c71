import { derivedHex } from './derived.ts';
import { newDevice } from './operations/sign-in.ts';
import { verifierOf } from './srp/srp.ts';
import type { TokenSet } from './token-issuer.ts';
import type { User } from './user.ts';
import type { UserPool } from './user-pool.ts';

/** What a client knows after signing in. */
export interface StartedSession extends TokenSet {
  /** Only where devices are tracked. */
  readonly device?: DeviceCredentials;
}

/** What Amplify stores as `deviceKey`, `deviceGroupKey` and `randomPasswordKey`. */
export interface DeviceCredentials {
  readonly deviceKey: string;
  readonly deviceGroupKey: string;
  readonly randomPassword: string;
}

/** A session as after a sign-in by the API; where devices are tracked, from a device that has been confirmed. */
export function startSession(
  user: User,
  { pool, at, entropy }: { readonly pool: UserPool; readonly at: number; readonly entropy: string },
): StartedSession {
  const { options, seed } = pool.around;
  if (options.deviceTracking === 'off') return pool.openSession(user, { at, entropy });
  const device = newDevice(pool, entropy);
  const randomPassword = derivedHex(20, 'device password', seed, entropy);
  const salt = derivedHex(16, 'device salt', seed, entropy);
  pool.setDevice(user, {
    ...device,
    name: 'device',
    salt,
    verifier: verifierOf({ group: device.groupKey, id: device.key }, randomPassword, salt),
    confirmedAt: at,
    remembered: options.deviceTracking === 'always',
  });
  return {
    ...pool.openSession(user, { at, entropy, device }),
    device: { deviceKey: device.key, deviceGroupKey: device.groupKey, randomPassword },
  };
}

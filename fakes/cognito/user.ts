/** A user of the pool. */
export interface User {
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly sub: string;
  /** The second factor that a sign-in asks for. */
  readonly mfa: MfaKind | undefined;
  status: UserStatus;
  /** An administrator can disable a user: sign-in and refresh are then refused. */
  enabled: boolean;
  /** Confirmed devices by their keys. */
  readonly devices: Map<string, Device>;
  /** Sessions signed in up to the end of this second (since the Unix epoch) count as revoked. */
  signedOutThrough: number | undefined;
}

export type MfaKind = 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA';

/** As in the API's `UserStatusType`. After `RESET_REQUIRED` everything is refused until a new password is set. */
export type UserStatus = 'CONFIRMED' | 'UNCONFIRMED' | 'RESET_REQUIRED';

/** The data for a new user. */
export interface NewUser {
  readonly username: string;
  readonly password: string;
  /** Default `<username>@example.com`. */
  readonly email?: string;
  /** Default none. */
  readonly mfa?: MfaKind;
  /** Default `CONFIRMED`. */
  readonly status?: UserStatus;
}

/** A device that ConfirmDevice has registered. */
export interface Device {
  readonly key: string;
  readonly groupKey: string;
  readonly name: string;
  /** `Salt` and `PasswordVerifier` as hex: what DEVICE_SRP_AUTH is checked against. */
  readonly salt: string;
  readonly verifier: string;
  readonly confirmedAt: number;
  /** Whether a sign-in from it goes through DEVICE_SRP_AUTH. */
  readonly remembered: boolean;
}

/** A line for each part of the state of a user. */
export function describeUser(user: User): string[] {
  const { username, sub, password, email, mfa, status, enabled, devices, signedOutThrough } = user;
  const parts = [username, sub, password, email, mfa, status, enabled, signedOutThrough];
  const lines = [...devices.values()].map(
    ({ key, verifier, remembered }) => `device ${username} ${key} ${verifier} ${remembered}`,
  );
  return [`user ${parts.join(' ')}`, ...lines];
}

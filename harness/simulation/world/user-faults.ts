/**
 * What may happen to a user at the server, without the app: an administrator disables or deletes the account or
 * requires a new password, or every session is revoked, as by a global sign-out on another device.
 */
export type UserFault = 'user-disabled' | 'user-deleted' | 'user-signed-out' | 'password-reset-required';

export const USER_FAULTS: readonly UserFault[] = [
  'user-disabled',
  'user-deleted',
  'user-signed-out',
  'password-reset-required',
];

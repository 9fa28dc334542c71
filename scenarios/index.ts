import type { Scenario } from '../harness/scenario/scenario.ts';
import { anotherUserSignsInDuringRefresh } from './another-user-signs-in-during-refresh.ts';
import { appKilledDuringRefresh } from './app-killed-during-refresh.ts';
import { coldStart } from './cold-start.ts';
import { concurrentRefresh } from './concurrent-refresh.ts';
import { configureAgain } from './configure-again.ts';
import { credentialsAcrossUsers } from './credentials-across-users.ts';
import { flakyNetworkDuringRefresh } from './flaky-network-during-refresh.ts';
import { guestBecomesUser } from './guest-becomes-user.ts';
import { refreshWithRotation } from './refresh-with-rotation.ts';
import { rememberedDeviceRefresh } from './remembered-device-refresh.ts';
import { responseLostWithRotation } from './response-lost-with-rotation.ts';
import { sequential } from './sequential.ts';
import { sessionRevokedThenSignIn } from './session-revoked-then-sign-in.ts';
import { signOutDuringRefresh } from './sign-out-during-refresh.ts';
import { twoTabsRefresh } from './two-tabs-refresh.ts';

/** Every scenario that comes with amplify-race. */
export const CATALOGUE: readonly Scenario[] = [
  concurrentRefresh,
  refreshWithRotation,
  twoTabsRefresh,
  rememberedDeviceRefresh,
  appKilledDuringRefresh,
  coldStart,
  flakyNetworkDuringRefresh,
  responseLostWithRotation,
  signOutDuringRefresh,
  anotherUserSignsInDuringRefresh,
  sessionRevokedThenSignIn,
  credentialsAcrossUsers,
  guestBecomesUser,
  configureAgain,
  sequential,
];

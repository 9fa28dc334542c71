import type { Scenario } from '../harness/simulation/scenario/scenario.ts';
import { anotherUserSignsInDuringRefresh } from './another-user-signs-in-during-refresh.ts';
import { appKilledDuringRefresh } from './app-killed-during-refresh.ts';
import { appKilledDuringSignIn } from './app-killed-during-sign-in.ts';
import { appSleepsWithAwsCredentials } from './app-sleeps-with-aws-credentials.ts';
import { appSuspendedDuringRefresh } from './app-suspended-during-refresh.ts';
import { coldStart } from './cold-start.ts';
import { concurrentRefresh } from './concurrent-refresh.ts';
import { configureAgain } from './configure-again.ts';
import { cookiesTooLarge } from './cookies-too-large.ts';
import { credentialsAcrossUsers } from './credentials-across-users.ts';
import { deviceLockedDuringRefresh } from './device-locked-during-refresh.ts';
import { flakyNetworkDuringRefresh } from './flaky-network-during-refresh.ts';
import { guestBecomesUser } from './guest-becomes-user.ts';
import { hostedUiCallbackBesideCalls } from './hosted-ui-callback-beside-calls.ts';
import { hostedUiCallbackWithSecondTab } from './hosted-ui-callback-with-second-tab.ts';
import { offlineDuringRefresh } from './offline-during-refresh.ts';
import { refreshWithRotation } from './refresh-with-rotation.ts';
import { rememberedDeviceRefresh } from './remembered-device-refresh.ts';
import { responseLostWithRotation } from './response-lost-with-rotation.ts';
import { sequential } from './sequential.ts';
import { serviceInTroubleDuringRefresh } from './service-in-trouble-during-refresh.ts';
import { sessionRevokedThenSignIn } from './session-revoked-then-sign-in.ts';
import { sessionRevokedWithAwsCredentials } from './session-revoked-with-aws-credentials.ts';
import { signOutDuringRefresh } from './sign-out-during-refresh.ts';
import { storageFullDuringRefresh } from './storage-full-during-refresh.ts';
import { twoTabsRefresh } from './two-tabs-refresh.ts';
import { userChangesBesideSecondTab } from './user-changes-beside-second-tab.ts';
import { wrongClockDuringRefresh } from './wrong-clock-during-refresh.ts';

/** Every scenario that comes with amplify-race. */
export const CATALOGUE: readonly Scenario[] = [
  concurrentRefresh,
  refreshWithRotation,
  twoTabsRefresh,
  rememberedDeviceRefresh,
  appKilledDuringRefresh,
  appKilledDuringSignIn,
  appSuspendedDuringRefresh,
  coldStart,
  flakyNetworkDuringRefresh,
  offlineDuringRefresh,
  serviceInTroubleDuringRefresh,
  responseLostWithRotation,
  storageFullDuringRefresh,
  deviceLockedDuringRefresh,
  cookiesTooLarge,
  wrongClockDuringRefresh,
  signOutDuringRefresh,
  anotherUserSignsInDuringRefresh,
  sessionRevokedThenSignIn,
  credentialsAcrossUsers,
  guestBecomesUser,
  appSleepsWithAwsCredentials,
  sessionRevokedWithAwsCredentials,
  configureAgain,
  userChangesBesideSecondTab,
  hostedUiCallbackBesideCalls,
  hostedUiCallbackWithSecondTab,
  sequential,
];

import type { Scenario } from '../harness/scenario/scenario.ts';
import { appKilledDuringRefresh } from './app-killed-during-refresh.ts';
import { concurrentRefresh } from './concurrent-refresh.ts';
import { flakyNetworkDuringRefresh } from './flaky-network-during-refresh.ts';
import { refreshWithRotation } from './refresh-with-rotation.ts';
import { responseLostWithRotation } from './response-lost-with-rotation.ts';
import { sequential } from './sequential.ts';
import { signOutDuringRefresh } from './sign-out-during-refresh.ts';
import { twoTabsRefresh } from './two-tabs-refresh.ts';

/** Every scenario that comes with amplify-race. */
export const CATALOGUE: readonly Scenario[] = [
  concurrentRefresh,
  refreshWithRotation,
  twoTabsRefresh,
  appKilledDuringRefresh,
  flakyNetworkDuringRefresh,
  responseLostWithRotation,
  signOutDuringRefresh,
  sequential,
];

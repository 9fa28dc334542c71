import type { StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import type { Platform } from '../../amplify/realm/globals.ts';
import type { Release } from '../../amplify/releases/release.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';

/** A realm, where it is, and what its device stores in. */
export interface Placed {
  readonly realm: string;
  readonly platform: Platform;
  readonly device: string;
  readonly storage: StorageBackendName;
}

/** What a page can store in. */
const OF_BROWSERS: readonly StorageBackendName[] = ['local-storage', 'cookies', 'indexed-db', 'sync'];

/** What a page alone can. */
const OF_BROWSERS_ALONE: readonly StorageBackendName[] = ['local-storage', 'cookies', 'indexed-db'];

/** What apps on Amplify 5, which takes AsyncStorage or a synchronous storage, cannot. */
const OF_AMPLIFY_6: readonly StorageBackendName[] = [
  'secure-store-ios',
  'secure-store-android',
  'indexed-db',
];

/**
 * Refuses a realm whose platform cannot be that of its device or of the release.
 * @throws {ScenarioError}
 */
export function mustFit({ realm, platform, device, storage }: Placed, release: Release): void {
  const { label, flavour, major } = release;
  if (flavour !== 'any' && flavour !== platform) {
    throw new ScenarioError(
      `realm "${realm}" is on ${platform}, but ${label} was loaded for ${flavour}: load it with flavour "${platform}"`,
    );
  }
  if (platform === 'web' && !OF_BROWSERS.includes(storage)) {
    throw new ScenarioError(
      `realm "${realm}" is on web, but device "${device}" has storage "${storage}", which no browser has: use ${quoted(OF_BROWSERS)}`,
    );
  }
  if (platform === 'react-native' && OF_BROWSERS_ALONE.includes(storage)) {
    throw new ScenarioError(
      `realm "${realm}" is on react-native, but device "${device}" has storage "${storage}", which only browsers have`,
    );
  }
  if (major === 5 && OF_AMPLIFY_6.includes(storage)) {
    throw new ScenarioError(
      `device "${device}" has storage "${storage}", but ${label} supports only AsyncStorage or a synchronous storage`,
    );
  }
}

function quoted(names: readonly string[]): string {
  return names
    .map((name) => `"${name}"`)
    .join(', ')
    .replace(/, ("[^"]*")$/, ' or $1');
}

import type { StorageBackendName } from '../../../fakes/storage/catalogue.ts';
import type { Platform } from '../../amplify/realm/globals.ts';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { storageOn } from '../scenario/platform-options.ts';
import {
  defineScenario,
  type ProgramCall,
  type Scenario,
  type Start,
  type StoredTokens,
} from '../scenario/scenario.ts';
import { type Executed, execute } from './execute.ts';
import { subjectLoader } from './load-subject.ts';
import type { Strategy } from './strategy.ts';

export const ALICE = { username: 'alice', password: 'Correct-Horse-1' };

/** One app on one device, which makes some calls one after the other. */
export function oneApp(
  platform: Platform,
  calls: readonly ProgramCall[],
  {
    storage = storageOn(platform, 'fifo'),
    clock = 0,
    signedIn,
    callsAfterRestart,
    ...start
  }: OneAppStart = {},
): Scenario {
  return defineScenario({
    name: 'one-app',
    title: 'One app',
    description: 'For tests.',
    options: {},
    start: () => ({
      users: [ALICE],
      devices: {
        phone: { storage, clock, ...(signedIn && { signedIn: { username: 'alice', tokens: signedIn } }) },
      },
      realms: {
        app: { device: 'phone', platform, ...(callsAfterRestart && { kill: { callsAfterRestart } }) },
      },
      ...start,
    }),
    program: () => [{ actor: 'A', realm: 'app', calls }],
  });
}

export interface OneAppStart extends Pick<Start, 'app' | 'boot' | 'faults' | 'pool'> {
  readonly storage?: StorageBackendName;
  /** By how much the device's clock is ahead, ms. */
  readonly clock?: number;
  readonly signedIn?: StoredTokens;
  /** What the app calls once it was killed and started again. */
  readonly callsAfterRestart?: readonly ProgramCall[];
}

/** Executes a scenario once on a release, by default in the default order. */
export async function executeOn(
  amplify: string,
  scenario: Scenario,
  strategy: Strategy = replayStrategy([]),
): Promise<Executed> {
  const [realm = 'app'] = Object.keys(scenario.start({}).realms);
  // Some do nothing at all, which would be refused of a user.
  const doing = {
    ...scenario,
    program: () => [{ actor: 'A', realm, calls: [{ api: 'configure' }] }] as const,
  };
  const subject = await subjectLoader()({ amplify, scenario: doing, options: {}, seed: 1 });
  return execute({ ...subject, scenario, program: () => scenario.program({}) }, strategy);
}

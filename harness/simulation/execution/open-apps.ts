import type { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import type { Release } from '../../amplify/releases/release.ts';
import { actorAgain, bootPhaseOf } from '../scenario/id-names.ts';
import { type ActorProgram, checkProgram, type Start } from '../scenario/scenario.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import type { Mortal } from '../world/kill-port.ts';
import type { LoadingPage } from '../world/load-port.ts';
import type { LoadRecord } from './execution.ts';
import { checkComebacks, leaveForHostedUi, pageWithCode } from './hosted-ui.ts';
import type { OpenDevice } from './open-devices.ts';
import type { RealmBoots } from './realm-boots.ts';
import { type Stage, startActor } from './start-actor.ts';
import { startPrograms } from './start-programs.ts';
import type { Words } from './words.ts';

export interface AppsContext {
  readonly start: Start;
  readonly stage: Stage;
  readonly boots: RealmBoots;
  readonly release: Release;
  readonly server: FakeCognito;
  readonly words: Words;
  readonly devices: ReadonlyMap<string, OpenDevice>;
}

/** The apps of a world once those that are there have started. */
export interface Apps {
  /** Pages that load later, when the user comes back from the hosted UI. */
  readonly loading: readonly LoadingPage[];
  readonly loads: readonly LoadRecord[];
  /** Apps that may be killed and started again. */
  readonly mortals: readonly Mortal[];
}

/**
 * Boots the apps that are there and starts their programs: each comes to rest at its first call, or before, if it is
 * code.
 * @throws {ScenarioError} for a program in an unknown realm, or an impossible hostedUiCallback
 */
export function openApps(program: readonly ActorProgram[], context: AppsContext): Apps {
  const { start, stage, boots } = context;
  checkProgram(program);
  for (const { actor, sameTaskAs: leader } of program) {
    const isThere = program.some((other) => other.actor === leader);
    if (leader !== undefined && isThere) stage.calls.startTogether(actor, leader);
  }
  checkComebacks(start);
  const clients = new Map<string, AuthClient>();
  const loads: LoadRecord[] = [];
  const loading: LoadingPage[] = [];
  for (const [realm, { hostedUiCallback }] of Object.entries(start.realms)) {
    if (hostedUiCallback) {
      const { username } = hostedUiCallback;
      const actors = program.filter((each) => each.realm === realm);
      loading.push(callbackPage({ realm, username, actors, loads }, context));
    } else {
      stage.world.enter(bootPhaseOf(realm, start, program));
      clients.set(realm, boots.boot(realm));
    }
  }
  // The tabs that are open had loaded before the user left.
  placeDepartures(context);
  const there = program.filter(({ realm }) => !loading.some((page) => page.realm === realm));
  startPrograms(there, {
    stage,
    clientOf: ({ actor, realm }) => {
      const client = clients.get(realm);
      if (client) return client;
      throw new ScenarioError(
        `actor "${actor}" runs in realm "${realm}", which the scenario does not define`,
      );
    },
    onData: (actor) => stage.world.enter(`start of ${actor}`),
  });
  return { loading, loads, mortals: mortalsIn(context) };
}

interface Callback {
  readonly realm: string;
  /** Who has signed in at the hosted UI. */
  readonly username: string;
  readonly actors: readonly ActorProgram[];
  /** Where it is written down. */
  readonly loads: LoadRecord[];
}

function callbackPage({ realm, username, actors, loads }: Callback, context: AppsContext): LoadingPage {
  const { stage, boots, release, server, words } = context;
  const { world } = stage;
  return {
    realm,
    user: words.user(username),
    load: () => {
      loads.push({ realm, at: world.taken.length, time: world.clock.now });
      world.note({ what: 'load', realm });
      const client = boots.boot(realm, { page: pageWithCode(server, release.major, username) });
      startPrograms(actors, { stage, clientOf: () => client });
    },
  };
}

/** What Amplify had stored on a device when the user left it for the hosted UI. */
function placeDepartures({ start, stage, release, server, devices }: AppsContext): void {
  for (const { device, hostedUiCallback } of Object.values(start.realms)) {
    if (!hostedUiCallback) continue;
    const leftAt = stage.world.clock.now - (hostedUiCallback.awayFor ?? 0);
    const left = leaveForHostedUi(release, server.options.clientId, leftAt).localStorage;
    for (const [key, value] of Object.entries(left)) devices.get(device)?.storage.place(key, value);
  }
}

function mortalsIn({ start, stage, boots }: AppsContext): Mortal[] {
  return Object.entries(start.realms).flatMap(([realm, { kill, platform }]): Mortal[] => {
    if (!kill) return [];
    const isWeb = platform === 'web';
    const program = { actor: actorAgain(realm), realm, calls: kill.callsAfterRestart };
    return [
      {
        realm,
        between: isWeb ? 'reloaded' : 'killed',
        amid: isWeb ? 'crashed' : 'killed',
        restart: () => startActor(program, boots.boot(realm), stage),
      },
    ];
  });
}

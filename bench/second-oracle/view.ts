import type { AuthClient } from '../../harness/client/auth-client.ts';
import { drive } from '../../harness/execution/execute.ts';
import type { OpenWorld } from '../../harness/execution/open-world.ts';
import { aloneInProcess } from '../../harness/execution/rejections.ts';
import { startActor } from '../../harness/execution/start-actor.ts';
import { readStoredSession } from '../../harness/invariants/stored-session.ts';
import { defaultChoice } from '../../harness/strategies/replay.ts';
import type { Strategy } from '../../harness/strategies/strategy.ts';
import { whenQuiescent } from '../../harness/world/quiescence.ts';

/**
 * What the user of a device sees.
 * - `signed-in`: the app names a user, its tokens belong to `owner`, and its session is stored as `storedAs`.
 * - `signed-out`: the app says that nobody is signed in.
 * - `fails`: a call fails, or does not come back.
 */
export type View =
  | {
      readonly kind: 'signed-in';
      readonly username: string | undefined;
      readonly owner: string | undefined;
      /** Not the user's own name where Amplify had lost it and used a stand-in. */
      readonly storedAs: string | undefined;
    }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'fails'; readonly error: string };

export interface Views {
  /** Right after the restart. */
  readonly atOnce: View;
  /** Once the access token has expired, by then refreshed. */
  readonly later: View;
}

/** Beyond the expiry of the access token and any tolerance for wrong clocks, in ms. */
const MARGIN = 60_000;
/** Steps that a few calls, one after the other, never take. */
const MOST_STEPS = 3000;
const PLAIN: Strategy = { name: 'plain', begin: () => true, pick: defaultChoice, end() {} };

/**
 * Goes on with the world of an execution that has come to its end: all that runs on the device is closed, its app is
 * started again and asks who is signed in, lets the access token expire, and asks again.
 */
export async function viewOn(device: string, open: OpenWorld): Promise<Views> {
  const { world, start, server } = open;
  const [realm] = Object.keys(start.realms).filter((name) => start.realms[name]?.device === device);
  if (realm === undefined) throw new TypeError(`device ${device} has no realm`);
  for (const [name, spec] of Object.entries(start.realms)) if (spec.device === device) world.dropRealm(name);
  return aloneInProcess(
    () => world,
    async () => {
      const client = open.restart(realm);
      const atOnce = await ask(open, client, realm, 'at-once', false);
      world.clock.tick(server.options.accessTokenSeconds * 1000 + MARGIN);
      const later = await ask(open, client, realm, 'later', true);
      return { atOnce, later };
    },
  );
}

async function ask(
  open: OpenWorld,
  client: AuthClient,
  realm: string,
  when: string,
  forceRefresh: boolean,
): Promise<View> {
  const { world, server, devices, start } = open;
  let view: View = { kind: 'fails', error: 'does not come back' };
  const run = async (app: AuthClient): Promise<void> => {
    try {
      const user = await app.getCurrentUser();
      const session = await app.fetchAuthSession({ forceRefresh });
      const owner =
        session.accessToken === undefined ? undefined : server.inspect(session.accessToken)?.username;
      view =
        user.signedIn && session.signedIn
          ? { kind: 'signed-in', username: user.username, owner, storedAs: undefined }
          : { kind: 'signed-out' };
    } catch (error) {
      view = { kind: 'fails', error: error instanceof Error ? error.name : String(error) };
    }
  };
  world.enter(`${realm} asks ${when}`);
  startActor({ actor: `${realm}-${when}`, realm, run }, client, open);
  await new Promise<void>(whenQuiescent);
  world.settle();
  await drive(world, PLAIN, world.taken.length + MOST_STEPS);
  const state = devices.get(start.realms[realm]?.device ?? '')?.state;
  const storedAs = state && readStoredSession(state, server.options.clientId).username;
  return answered(view, storedAs);
}

function answered(view: View, storedAs: string | undefined): View {
  return view.kind === 'signed-in' ? { ...view, storedAs } : view;
}

import type { AuthClient } from '../../harness/amplify/client/auth-client.ts';
import { defaultChoice } from '../../harness/exploration/strategies/replay.ts';
import { drive } from '../../harness/simulation/execution/execute.ts';
import type { OpenWorld } from '../../harness/simulation/execution/open-world.ts';
import { aloneInProcess } from '../../harness/simulation/execution/rejections.ts';
import { startActor } from '../../harness/simulation/execution/start-actor.ts';
import type { Strategy } from '../../harness/simulation/execution/strategy.ts';
import { readStoredSession, type StoredSession } from '../../harness/simulation/invariants/stored-session.ts';
import { whenQuiescent } from '../../harness/simulation/world/quiescence.ts';

/**
 * What the user of a device sees.
 * - `signed-in`: the app names a user, its tokens belong to `owner`, and its session is stored as `storedAs`.
 * - `signed-out`: the app says that nobody is signed in.
 * - `fails`: a call fails, or does not come back.
 */
export type Seen =
  | {
      readonly kind: 'signed-in';
      readonly username: string | undefined;
      readonly owner: string | undefined;
      /** Not the user's own name where Amplify had lost it and used a stand-in. */
      readonly storedAs: string | undefined;
    }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'fails'; readonly error: string };

/** Why: what of it the world can tell, in codes. */
export interface Because {
  /** What was stored when the app asked, and what the server would have said to it. */
  readonly refreshToken: 'honoured' | 'dead' | 'none';
  /** What the server refused while the app asked, as operation and error. */
  readonly refusals: readonly string[];
}

export type View = Seen & { readonly because: Because };

export interface Views {
  /** Right after the restart. */
  readonly atOnce: View;
  /** Once the access token has expired, by then refreshed. */
  readonly later: View;
}

/** The error of a view whose call neither resolves nor rejects. */
export const DOES_NOT_COME_BACK = 'does-not-come-back';

/** Beyond the expiry of the access token and any tolerance for wrong clocks, in ms. */
const MARGIN = 60_000;
/** Steps that a few calls, one after the other, never take. */
const MOST_STEPS = 3000;
const PLAIN: Strategy = { name: 'plain', begin: () => true, pick: defaultChoice, end() {} };

/**
 * Goes on with the world of an execution that has come to its end: all that runs on the devices is closed, an app of each is
 * started again and asks who is signed in, lets the access token expire, and asks again.
 * @returns by device
 */
export async function viewsOn(
  devices: readonly string[],
  open: OpenWorld,
): Promise<ReadonlyMap<string, Views>> {
  const { world, start, server } = open;
  for (const [name, { device }] of Object.entries(start.realms))
    if (devices.includes(device)) world.dropRealm(name);
  return aloneInProcess(
    () => world,
    async () => {
      const apps: (App & { readonly atOnce: View })[] = [];
      for (const device of devices) {
        const [realm] = Object.keys(start.realms).filter((name) => start.realms[name]?.device === device);
        if (realm === undefined) throw new TypeError(`device ${device} has no realm`);
        const app = { device, realm, client: open.restart(realm) };
        apps.push({ ...app, atOnce: await ask(open, app, 'at-once', false) });
      }
      world.clock.tick(server.options.accessTokenSeconds * 1000 + MARGIN);
      const views = new Map<string, Views>();
      for (const { atOnce, ...app } of apps) {
        views.set(app.device, { atOnce, later: await ask(open, app, 'later', true) });
      }
      return views;
    },
  );
}

interface App {
  readonly device: string;
  readonly realm: string;
  readonly client: AuthClient;
}

async function ask(
  open: OpenWorld,
  { device, realm, client }: App,
  when: string,
  forceRefresh: boolean,
): Promise<View> {
  const { world, server, devices } = open;
  const state = devices.get(device)?.state;
  const stored = (): StoredSession | undefined => state && readStoredSession(state, server.options.clientId);
  const refreshToken = stateOf(stored()?.refreshToken, server);
  const asked = server.log.length;
  let view: Seen = { kind: 'fails', error: DOES_NOT_COME_BACK };
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
  const refusals = server.log
    .slice(asked)
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ operation, outcome }) => `${operation}/${outcome}`);
  const seen = answered(view, stored()?.username);
  return { ...seen, because: { refreshToken, refusals } };
}

function stateOf(refreshToken: string | undefined, server: OpenWorld['server']): Because['refreshToken'] {
  if (refreshToken === undefined) return 'none';
  return server.honours(refreshToken) ? 'honoured' : 'dead';
}

function answered(view: Seen, storedAs: string | undefined): Seen {
  return view.kind === 'signed-in' ? { ...view, storedAs } : view;
}

import type { Aftermath } from '../../../results/types.ts';
import type { AuthClient, SessionResult } from '../../amplify/client/auth-client.ts';
import { defaultChoice, replayStrategy } from '../../exploration/strategies/replay.ts';
import { drive, type Executed, execute, executionSoFar } from '../../simulation/execution/execute.ts';
import { observing } from '../../simulation/execution/observing.ts';
import type { OpenWorld } from '../../simulation/execution/open-world.ts';
import { aloneInProcess } from '../../simulation/execution/rejections.ts';
import { startActor } from '../../simulation/execution/start-actor.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { readStoredSession, storedTokenKeys } from '../../simulation/invariants/stored-session.ts';
import type { Start } from '../../simulation/scenario/scenario.ts';
import { whenQuiescent } from '../../simulation/world/quiescence.ts';
import { type Answer, describeAftermath, type Seen } from './describe.ts';
import { expectedOn } from './expected.ts';

/** Beyond the expiry of the access token and any tolerance for skewed clocks. Milliseconds. */
const MARGIN = 60_000;

/** More steps than two calls, one after the other, ever take. */
const MOST_STEPS = 2000;

/**
 * What the user of each device sees after an execution. To find out, it continues the execution: the app is started again,
 * the access token expires, then it asks who is signed in and refreshes, one call after the other and over a network
 * without faults. In a second run it asks right after the start.
 */
export async function aftermathOf(subject: Subject, { steps }: Executed): Promise<Aftermath[]> {
  const schedule = steps.map(({ id }) => id);
  const found: Aftermath[] = [];
  for (const [device, realm] of firstRealms(subject.scenario.start(subject.options))) {
    const early = await relive(subject, schedule);
    const atOnce = await restart(early, device, realm, (app) => answerOf(app.getCurrentUser()));

    const open = await relive(subject, schedule);
    const expected = expectedOn(device, executionSoFar(open, 'quiescent'));
    open.world.clock.tick(open.server.options.accessTokenSeconds * 1000 + MARGIN);
    const later = await restart(open, device, realm, async (app) => ({
      user: await answerOf(app.getCurrentUser()),
      session: await answerOf(app.fetchAuthSession({ forceRefresh: true })),
    }));
    const { user, session } = later ?? { user: HANGS, session: HANGS };
    const seen = { atOnce: atOnce ?? HANGS, user, session, ...heldBy(device, session, open) };
    found.push({ device, ...describeAftermath(expected, seen, open.words) });
  }
  return found;
}

/** One realm of each device that has any. */
function firstRealms({ devices, realms }: Start): [device: string, realm: string][] {
  return Object.keys(devices).flatMap((device) => {
    const realm = Object.keys(realms).find((name) => realms[name]?.device === device);
    return realm === undefined ? [] : [[device, realm]];
  });
}

/** The world at the end of an execution. */
async function relive(subject: Subject, schedule: readonly string[]): Promise<OpenWorld> {
  const worlds: OpenWorld[] = [];
  await execute(subject, observing(replayStrategy(schedule), { attach: (open) => worlds.push(open) }));
  const [open] = worlds;
  if (!open) throw new Error('the execution has no world');
  return open;
}

/**
 * Closes everything that runs on a device and starts one app there.
 * @returns what the app finds out; undefined if it does not end
 */
async function restart<T>(
  open: OpenWorld,
  device: string,
  realm: string,
  findOut: (app: AuthClient) => Promise<T>,
): Promise<T | undefined> {
  const { world, start } = open;
  for (const [other, spec] of Object.entries(start.realms))
    if (spec.device === device) world.dropRealm(other);
  let found: T | undefined;
  const run = async (app: AuthClient): Promise<void> => {
    found = await findOut(app);
  };
  await aloneInProcess(
    () => world,
    async () => {
      startActor({ actor: `${realm}-afterwards`, realm, run }, open.restart(realm), open);
      await new Promise<void>(whenQuiescent);
      world.settle();
      await drive(world, PLAIN, world.taken.length + MOST_STEPS);
    },
  );
  return found;
}

function heldBy(
  device: string,
  session: Answer<SessionResult>,
  { devices, server }: OpenWorld,
): Pick<Seen, 'owner' | 'storedAs' | 'tokensStored'> {
  const token = session.status === 'resolved' ? session.value.accessToken : undefined;
  const state = devices.get(device)?.state;
  return {
    owner: token === undefined ? undefined : server.inspect(token)?.username,
    storedAs: state && readStoredSession(state, server.options.clientId).username,
    tokensStored: state !== undefined && storedTokenKeys(state.data).length > 0,
  };
}

const PLAIN: Strategy = { name: 'replay', begin: () => true, pick: defaultChoice, end() {} };

const HANGS = { status: 'hangs' } as const;

function answerOf<T>(call: Promise<T>): Promise<Answer<T>> {
  return call.then(
    (value) => ({ status: 'resolved', value }) as const,
    (error: unknown) => ({ status: 'rejected', error }) as const,
  );
}

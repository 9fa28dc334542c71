import type { AuthClient } from '../../amplify/client/auth-client.ts';
import type { ActorProgram, ProgramCall } from '../scenario/scenario.ts';
import type { ScenarioError } from '../scenario/scenario-error.ts';
import { type CallPort, PROGRAM_VARIABLES } from '../world/call-port.ts';
import type { StartPort } from '../world/start-port.ts';
import type { World } from '../world/world.ts';
import { checkedClient } from './checked-client.ts';
import { type Crash, isLetThrough } from './crash.ts';
import { scheduledClient } from './scheduled-client.ts';

export interface Stage {
  readonly world: World;
  readonly calls: CallPort;
  readonly starts: StartPort;
  /** Actors whose program has not come to its end. */
  readonly unfinished: Set<string>;
  /** Programs that ended by an error which no call of theirs was rejected with. */
  readonly crashes: Crash[];
  /** Unknown calls, and calls with invalid arguments. */
  readonly misuses: ScenarioError[];
  readonly hasIdentityPool: boolean;
}

/** Sets an actor's program going, at once. It comes to rest at its first call, whose start is a step. */
export function startActor(program: ActorProgram, client: AuthClient, stage: Stage): void {
  const { world, calls, unfinished, crashes, misuses, hasIdentityPool } = stage;
  const { actor, realm } = program;
  const scheduled = scheduledClient(client, calls, actor, realm);
  const isCode = 'run' in program;
  calls.enter(actor, { realm, isCode });
  if (isCode) world.touch('write', PROGRAM_VARIABLES);
  world.runAs(actor, () => {
    unfinished.add(actor);
    const finish = (): void => void unfinished.delete(actor);
    // The outcome of each call is on record; a program that stops at a failed call is no failure of its own.
    const fail = (error: unknown): void => {
      finish();
      if (calls.isDead(actor) || isLetThrough(error, actor, calls.records)) return;
      crashes.push({ actor, error });
    };
    try {
      const run =
        'run' in program
          ? program.run(
              checkedClient(scheduled, {
                actor,
                hasIdentityPool,
                onMisuse: (error) => void misuses.push(error),
              }),
            )
          : runCalls(program.calls, scheduled);
      Promise.resolve(run).then(finish, fail);
    } catch (error) {
      fail(error);
    }
  });
}

async function runCalls(programCalls: readonly ProgramCall[], client: AuthClient): Promise<void> {
  for (const { api, args = [] } of programCalls) {
    await (client[api] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
  }
}

import type { AuthClient } from '../client/auth-client.ts';
import { scheduledClient } from '../client/scheduled-client.ts';
import type { ActorProgram, ProgramCall } from '../scenario/scenario.ts';
import type { CallPort } from '../world/call-port.ts';
import type { World } from '../world/world.ts';

export interface Stage {
  readonly world: World;
  readonly calls: CallPort;
  /** Actors whose program has not come to its end. */
  readonly unfinished: Set<string>;
}

/** Sets an actor's program going. It comes to rest at its first call, whose start is a step. */
export function startActor(
  program: ActorProgram,
  client: AuthClient,
  { world, calls, unfinished }: Stage,
): void {
  const { actor, realm } = program;
  const scheduled = scheduledClient(client, calls, actor, realm);
  world.runAs(actor, () => {
    unfinished.add(actor);
    const finish = (): void => void unfinished.delete(actor);
    const run = 'run' in program ? program.run(scheduled) : runCalls(program.calls, scheduled);
    // The outcome of each call is on record; a program that stops at a failed call is no failure of its own.
    run.then(finish, finish);
  });
}

async function runCalls(programCalls: readonly ProgramCall[], client: AuthClient): Promise<void> {
  for (const { api, args = [] } of programCalls) {
    await (client[api] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
  }
}

import type { AuthClient } from '../../amplify/client/auth-client.ts';
import type { ActorProgram, ProgramCall } from '../scenario/scenario.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import { type CallPort, PROGRAM_VARIABLES } from '../world/call-port.ts';
import type { StartPort } from '../world/start-port.ts';
import type { World } from '../world/world.ts';
import { checkedClient } from './checked-client.ts';
import { type Crash, isOfCalls } from './crash.ts';
import { scheduledClient } from './scheduled-client.ts';

export interface Stage {
  readonly world: World;
  readonly calls: CallPort;
  readonly starts: StartPort;
  /** Actors whose program has not come to its end. */
  readonly unfinished: Set<string>;
  /** Programs that ended by an error that no call was rejected with. */
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
    const end = (result: unknown): void => {
      finish();
      const mistake = isCode ? whyNeverRun(result) : undefined;
      if (mistake) misuses.push(new ScenarioError(`the program of actor ${actor} ${mistake}`));
    };
    // The outcome of each call is on record; a program that stops at a failed call is no failure of its own.
    const fail = (error: unknown): void => {
      finish();
      if (calls.isDead(actor) || isOfCalls(error, calls.records)) return;
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
      Promise.resolve(run).then(end, fail);
    } catch (error) {
      fail(error);
    }
  });
}

/** Why code that a program returns would never run: nobody takes the steps of a generator, or calls a function. */
function whyNeverRun(result: unknown): string | undefined {
  if (typeof result === 'function') {
    const { name } = result;
    return (
      `returns a function${name === '' ? '' : `, "${name}"`}, which nobody calls.\n` +
      '  Call it in `run`, and return what it returns: (auth) => auth.getCurrentUser()'
    );
  }
  if (typeof (result as Partial<Iterator<unknown>> | null | undefined)?.next !== 'function') return undefined;
  return (
    'returns an iterator, whose code nobody runs.\n' +
    '  Let `run` be an async function instead of a generator: async (auth) => { await auth.getCurrentUser(); }'
  );
}

async function runCalls(programCalls: readonly ProgramCall[], client: AuthClient): Promise<void> {
  for (const { api, args = [] } of programCalls) {
    await (client[api] as (...args: readonly unknown[]) => Promise<unknown>)(...args);
  }
}

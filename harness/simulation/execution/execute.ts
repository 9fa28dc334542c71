import { beginWork, endWork, noteStep } from '../../../host/work-log.ts';
import { loadInstrumented } from '../../instrumentation/heap/load-instrumented.ts';
import { loadRewindable } from '../../instrumentation/rewind/load-rewindable.ts';
import { AT_REST, choicesAmong } from '../world/at-rest.ts';
import { whenQuiescent } from '../world/quiescence.ts';
import type { World } from '../world/world.ts';
import type { Ending, WholeExecution } from './execution.ts';
import { HostWatch } from './host-watch.ts';
import { type OpenWorld, openWorld } from './open-world.ts';
import { aloneInProcess, rejectionsReported } from './rejections.ts';
import { isObserving, type Strategy } from './strategy.ts';
import type { Subject } from './subject.ts';
import { unhandledIn } from './unhandled.ts';

export interface ExecuteOptions {
  /** Track actors exactly: the default choice depends on them. */
  readonly observed?: boolean;
  /** Keep stacks in the release's own code, for executions that will be explained. */
  readonly stacks?: boolean;
  /** Names of tokens have the beginning of their SHA-256, for executions that are recorded. */
  readonly tokenHashes?: boolean;
  /** Notice all that code asks of the host, see {@link HostWatch}: several times as slow. */
  readonly watchesHost?: boolean;
  /** Number of steps after which an execution is stopped. */
  readonly maxSteps?: number;
}

const DEFAULT_MAX_STEPS = 5000;

/** A finished execution, with the words for what happened in it. */
export type Executed = WholeExecution & Pick<OpenWorld, 'words' | 'world'>;

/**
 * Runs a subject once in the order that the strategy picks.
 * @throws {ScenarioError} if a program that is code makes an unknown call, or one without its arguments
 */
export async function execute(
  subject: Subject,
  strategy: Strategy,
  {
    observed = false,
    stacks = false,
    tokenHashes = false,
    watchesHost = false,
    maxSteps = DEFAULT_MAX_STEPS,
  }: ExecuteOptions = {},
): Promise<Executed> {
  const { bundle } = subject.release;
  const observer = isObserving(strategy) ? strategy : undefined;
  const instrumented = observer?.followsHeap ? await loadInstrumented(bundle) : undefined;
  const rewindable = stacks ? undefined : await loadRewindable(instrumented ?? bundle);
  let open: OpenWorld | undefined;
  let watch: HostWatch | undefined;
  return aloneInProcess(
    () => open?.world,
    async () => {
      beginWork(() => `scenario ${subject.scenario.name} on ${subject.release.label}`);
      const resourcesBefore = process.getActiveResourcesInfo();
      if (watchesHost) watch = new HostWatch();
      open = openWorld(subject, { observed, stacks, tokenHashes, instrumented, rewindable });
      const { world, words } = open;
      // Not a turn of the event loop: whether a real timer of the program fires in one is left to chance.
      await new Promise<void>(whenQuiescent);
      world.settle();
      observer?.attach(open);
      const ending = await drive(world, strategy, maxSteps);
      if (ending === 'quiescent') noticeEscapes(open, resourcesBefore);
      for (const kind of watch?.end() ?? []) {
        world.reportUncontrolled(
          `code asks the host for something that the world neither controls nor waits for (${kind})`,
        );
      }
      return { open, ending, words, world };
    },
  )
    .finally(() => {
      watch?.end();
      endWork();
    })
    .then(({ open, ending, words, world }) => {
      // Only now have the rejections been reported.
      world.dispose();
      const [misuse] = open.misuses;
      if (misuse) throw misuse;
      return { ...executionSoFar(open, ending), words, world };
    });
}

/** What has happened in a world until now, as if it had ended. It changes with the world. */
export function executionSoFar(open: OpenWorld, ending: Ending): WholeExecution {
  const { start, world, calls, hub, loads, printed, devices, server, order } = open;
  const { crashes, rejections } = unhandledIn(open);
  return {
    start,
    steps: world.taken,
    calls: calls.records,
    hub,
    loads,
    printed,
    crashes,
    incidents: order.incidents,
    order,
    devices: new Map([...devices].map(([name, { state }]) => [name, state])),
    server,
    unhandledRejections: rejections,
    uncontrolled: world.uncontrolled,
    ending,
  };
}

/**
 * Takes steps until none is enabled, or none that has to happen and the strategy takes none; at most as many as make
 * `maxSteps` with those taken before. Between steps that run JavaScript the world comes to rest.
 */
export function drive(world: World, strategy: Strategy, maxSteps: number): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const turn = (): void => {
      try {
        const ending = stepUntilJavaScript(world, strategy, maxSteps);
        if (ending) resolve(ending);
        // What an app rejected before it died is in no heap any more: it has to be known when the state is.
        else if (world.taken.at(-1)?.kind === 'kill')
          whenQuiescent(() => void rejectionsReported().then(turn));
        else whenQuiescent(turn);
      } catch (error) {
        reject(error);
      }
    };
    turn();
  });
}

/** @returns how the execution ended, or undefined once a step has started JavaScript */
function stepUntilJavaScript(world: World, strategy: Strategy, maxSteps: number): Ending | undefined {
  const last = world.taken.at(-1);
  const observer = isObserving(strategy) ? strategy : undefined;
  if (last?.runsJavaScript) observer?.settled(last);
  world.settle();
  for (;;) {
    const enabled = world.enabled();
    if (enabled.length === 0) return 'quiescent';
    if (world.taken.length >= maxSteps) return 'too-long';
    const step = strategy.pick(choicesAmong(enabled), world.taken.at(-1));
    if (!step) return 'abandoned';
    if (step === AT_REST) return 'quiescent';
    noteStep(step.id);
    world.take(step);
    if (step.runsJavaScript) return undefined;
    observer?.settled(step);
  }
}

/** The states of a call that its actor's program still waits for, perhaps for ever. */
const PENDING: ReadonlySet<string> = new Set(['waiting', 'running', 'killed']);

/**
 * Tells a call that hangs because of Amplify from one that waits for something real, which the world neither
 * controls nor waits for: a timer of the host, a thread, an actor's program that awaits its own clock. What is left of
 * these although nothing awaits it was set by the world's code, as nothing else runs in the process meanwhile; it cannot
 * come before the world is over, so what it would have done is in no execution.
 */
function noticeEscapes(open: OpenWorld, resourcesBefore: readonly string[]): void {
  const { world, calls, unfinished } = open;
  const waiting = calls.records.filter(({ status }) => status === 'waiting' || status === 'running');
  for (const actor of unfinished) {
    if (calls.isDead(actor)) continue;
    const isWithCall = calls.records.some((call) => call.actor === actor && PENDING.has(call.status));
    if (isWithCall) continue;
    world.reportUncontrolled(`the program of ${actor} waits for something outside the world`);
  }
  const counts = new Map<string, number>();
  for (const kind of resourcesBefore) counts.set(kind, (counts.get(kind) ?? 0) - 1);
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const [call] = waiting;
  for (const [kind, more] of counts) {
    if (more <= 0) continue;
    if (call) world.reportUncontrolled(`${call.api} waits while a real ${kind} is pending`);
    else if (!OUTPUT.has(kind)) world.reportUncontrolled(`a real ${kind} is pending that nothing awaits`);
  }
}

/** What writes to a console are under way as, of a thread too: how long is left to chance, and no code comes of it. */
const OUTPUT: ReadonlySet<string> = new Set([
  'MessagePort',
  'PipeWrap',
  'ShutdownWrap',
  'TTYWrap',
  'WriteWrap',
]);

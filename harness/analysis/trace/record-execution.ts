import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Choice, ChoiceRecorder } from '../../exploration/strategies/schedule-string.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { observing } from '../../simulation/execution/observing.ts';
import type { OpenWorld } from '../../simulation/execution/open-world.ts';
import type { Words } from '../../simulation/execution/words.ts';
import { type ActorPart, formatPart } from '../../simulation/scenario/program-part.ts';
import type { CallRecord } from '../../simulation/world/call-port.ts';
import type { Step } from '../../simulation/world/step.ts';
import { callResult } from '../explain/call-result.ts';
import { mustTakeSameSteps } from '../replay/not-reproducible.ts';
import type { Shrunk } from '../shrink/shrink.ts';
import type { Trace } from './schema.ts';
import { argsIn, startIn } from './without-secrets.ts';

/** What a trace records of an execution, and the choices that lead to it. */
export type Recording = Pick<Trace, 'start' | 'actors' | 'calls' | 'steps' | 'storage'> & {
  readonly choices: readonly Choice[];
};

/**
 * Runs an execution again and records everything that happens.
 * @throws {NotReproducible} if it takes other steps
 */
export async function recordExecution({
  subject,
  parts,
  executed: { steps },
}: Pick<Shrunk, 'subject' | 'parts' | 'executed'>): Promise<Recording> {
  const choices = new ChoiceRecorder();
  const happening = new Happening();
  const replay = replayStrategy(steps.map(({ id }) => id));
  const strategy = observing(replay, {
    attach: (open) => happening.attach(open),
    picked: (enabled, last, step) => step && choices.record(enabled, last, step),
    settled: (step) => happening.settled(step),
  });
  const executed = await execute(subject, strategy, { observed: true, tokenHashes: true });
  mustTakeSameSteps(steps, executed.steps);
  const { start, words, devices } = executed;
  return {
    start: startIn(start, words),
    actors: parts.map((part) => actorIn(part, subject.program())),
    calls: executed.calls.map((call) => callIn(call, executed)),
    steps: happening.steps,
    storage: Object.fromEntries(
      [...devices].map(([device, { data, keyPrefix }]) => [
        device,
        [...data.keys()].sort().map((key) => ({
          key: words.key(key.startsWith(keyPrefix) ? key.slice(keyPrefix.length) : key),
          value: words.value(data.get(key) ?? ''),
        })),
      ]),
    ),
    choices: choices.choices,
  };
}

/** The steps of an execution as they happen. */
class Happening {
  readonly steps: Trace['steps'] = [];
  #world: OpenWorld['world'] | undefined;
  #storage: NonNullable<Trace['steps'][number]['storage']> = [];

  attach({ world, devices }: OpenWorld): void {
    this.#world = world;
    for (const { storage } of devices.values()) {
      storage.watchAtOnce((realm, facts) => this.#storage.push({ realm, does: facts }));
    }
  }

  settled(step: Step): void {
    const { id, lineage, actor, realm } = step;
    const storage = this.#storage;
    this.#storage = [];
    this.steps.push({
      id,
      ...(lineage.parent !== undefined && { parent: lineage.parent }),
      actor,
      ...(realm !== '' && { realm }),
      time: this.#world?.clock.now ?? 0,
      does: step.facts(),
      ...(storage.length > 0 && { storage }),
    });
  }
}

function actorIn(
  part: ActorPart,
  program: readonly { readonly actor: string; readonly realm: string }[],
): Trace['actors'][number] {
  const { actor } = part;
  const realm = program.find((each) => each.actor === actor)?.realm ?? '';
  return { part: formatPart(part), actor, realm };
}

function callIn(
  call: CallRecord,
  { steps, words }: Pick<Executed, 'steps' | 'words'>,
): Trace['calls'][number] {
  const { id, actor, realm, api, status, startedAt, startTime, settledAt, settleTime } = call;
  return {
    ...{ id, actor, realm, api, args: argsIn(argsOf(call, steps), words), status },
    ...(startedAt !== undefined && { startedAt }),
    ...(startTime !== undefined && { startTime }),
    ...(settledAt !== undefined && { settledAt, result: resultOf(call, words) }),
    ...(settleTime !== undefined && { settleTime }),
  };
}

/** As the step says in which it was made, by itself or together with another; none where it was never made. */
function argsOf({ id, actor, startedAt }: CallRecord, steps: readonly Step[]): string {
  if (startedAt === undefined) return '';
  const own = steps.find((step) => step.id === id);
  if (own) return own.facts().args ?? '';
  const others = steps.flatMap((step) => (step.kind === 'call' ? (step.facts().together ?? []) : []));
  return others.find((call) => call.actor === actor)?.args ?? '';
}

function resultOf(call: CallRecord, words: Words): NonNullable<Trace['calls'][number]['result']> {
  return { ...callResult(call, words) };
}

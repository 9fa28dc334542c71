import type { Executed } from '../execution/execute.ts';
import type { Belief } from '../results/types.ts';
import type { Step } from '../world/step.ts';
import { inWords } from './in-words.ts';

/** What an actor last learnt of a resource. */
interface Learnt {
  /** Whether it has read it from a storage, or been told by the server. */
  readonly kind: Belief['kind'];
  /** When it was so. */
  readonly was: Step;
  /** The step that says what was so. */
  readonly says: Step;
  /** The first by which another actor changed the resource since, if any. */
  readonly since: Step | undefined;
}

/** More than this about one actor is no explanation any more. */
const MOST_BELIEFS = 2;

/** What sessions hang on, the weightiest first. */
const WEIGHTY = ['.LastAuthUser', '.refreshToken', '.accessToken', '.idToken'];

/**
 * What actors went by when an execution went wrong: what they had last read from the storage or been told by the
 * server, as far as it matters. That is what another actor has changed since, what they read differently, and what
 * the race itself is about.
 * @param racing the steps whose order decides
 * @param until the step in which it went wrong for good; the last of the racing ones where that is later
 */
export function beliefsAt(racing: readonly Step[], until: Step | undefined, { steps }: Executed): Belief[] {
  const decisive = until ? [...racing, until] : racing;
  const history = steps.slice(0, Math.max(...decisive.map((step) => steps.indexOf(step))) + 1);
  const actors = [...new Set(decisive.map(({ actor }) => actor))].sort();
  const learnt = actors.map((actor) => learntBy(actor, history, racing));
  const raced = new Set(racing.map(({ resource }) => resource));
  const matters = (resource: string, { kind, says, since }: Learnt): boolean => {
    // That its own request has changed the server an actor knows.
    if (kind === 'told') return raced.has(resource) && since !== undefined;
    if (raced.has(resource)) return true;
    const others = learnt.flatMap((all) => all.get(resource) ?? []);
    const differs = others.some((other) => other.says.outcome?.() !== says.outcome?.());
    return weight(resource) < WEIGHTY.length && (since !== undefined || differs);
  };
  return learnt.flatMap((all) => {
    const rank = ([resource, { since }]: [string, Learnt]): number =>
      (raced.has(resource) ? 0 : 100) + (since ? 0 : 10) + weight(resource);
    return [...all]
      .filter(([resource, one]) => matters(resource, one))
      .sort((one, other) => rank(one) - rank(other))
      .slice(0, MOST_BELIEFS)
      .map(([, { kind, was, says, since }]) => ({
        kind,
        ...inWords(was),
        what: says.describe(),
        ...(since && { since: inWords(since) }),
      }));
  });
}

/** By resource: what the actor has learnt last, unless it has changed it itself since. */
function learntBy(actor: string, history: readonly Step[], racing: readonly Step[]): Map<string, Learnt> {
  const learnt = new Map<string, Learnt>();
  for (const step of history) {
    if (step.actor !== actor) continue;
    const was = learntIn(step, history, racing);
    const known = learnt.get(was?.resource ?? '');
    // By what a racing read gave it was decided, whatever was read later.
    if (was?.resource === undefined || (known && racing.includes(known.was) && !known.was.writes)) continue;
    if (was.kind === 'request') {
      learnt.set(was.resource, { kind: 'told', was, says: step, since: changeSince(was, history) });
    } else if (was.writes) {
      learnt.delete(was.resource);
    } else {
      learnt.set(was.resource, { kind: 'read', was, says: was, since: changeSince(was, history) });
    }
  }
  return learnt;
}

/** The step of which the actor learns in this one what came of it, if it does. */
function learntIn(step: Step, history: readonly Step[], racing: readonly Step[]): Step | undefined {
  switch (step.kind) {
    case 'completion':
    case 'response':
    case 'fault':
      return history.find(({ id }) => id === step.lineage.parent);
    default:
      // What a racing read gives decides, although the caller is told a step later.
      return racing.includes(step) && !step.writes ? step : undefined;
  }
}

function changeSince(was: Step, history: readonly Step[]): Step | undefined {
  return history
    .slice(history.indexOf(was) + 1)
    .find(
      ({ resource, actor, writes, leftUnchanged }) =>
        resource === was.resource && actor !== was.actor && writes && !leftUnchanged?.(),
    );
}

function weight(resource: string): number {
  const rank = WEIGHTY.findIndex((end) => resource.endsWith(end));
  return rank < 0 ? WEIGHTY.length : rank;
}

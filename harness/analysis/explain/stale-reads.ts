import type { StepFacts } from '../../../results/step-facts.ts';
import type { StaleRead } from '../../../results/types.ts';
import { stepInWords } from '../../../results/words/step.ts';
import type { AccessMode } from '../../instrumentation/access-set.ts';
import type { Executed } from '../../simulation/execution/execute.ts';
import type { Step } from '../../simulation/world/step.ts';
import type { StepAccesses, Touched } from './accesses.ts';
import { inWords } from './in-words.ts';

/** What an actor learns about a storage entry or about the server. */
interface Lesson {
  readonly location: string;
  /** Whether it has read the value from a storage, received it from the server, or changed it itself. */
  readonly kind: StaleRead['kind'] | 'changed';
  /** When it was so. */
  readonly was: Step;
  /** What it was. */
  readonly does: StepFacts;
  /** The complete value, for comparison. */
  readonly value: string | undefined;
}

/** The last lesson about something. */
interface Known extends Lesson {
  readonly kind: StaleRead['kind'];
  /** The first step by which another actor changed it since, if any. */
  readonly since: Step | undefined;
}

/** The most stale reads to show per actor: more would explain nothing. */
const MOST_STALE_READS = 2;

/** What sessions hang on, the weightiest first. */
const WEIGHTY = ['.LastAuthUser', '.refreshToken', '.accessToken', '.idToken'];

/**
 * What actors had last read from the storage or received from the server when an execution went wrong, as far as it
 * matters: values that another actor has changed since, values that they read differently, and what the race itself is
 * about.
 * @param racing the steps whose order decides
 * @param until the step in which it went wrong for good; the last of the racing ones where that is later
 */
export function staleReadsAt(
  racing: readonly Step[],
  until: Step | undefined,
  { steps }: Executed,
  accesses: StepAccesses,
): StaleRead[] {
  const decisive = until ? [...racing, until] : racing;
  const history = steps.slice(0, Math.max(...decisive.map((step) => steps.indexOf(step))) + 1);
  const actors = [...new Set(decisive.map(({ actor }) => actor))].sort();
  const known = actors.map((actor) => knownTo(actor, { history, racing, accesses }));
  const raced = racedAmong(racing, accesses);
  const matters = ({ location, kind, value, since }: Known): boolean => {
    // That its own request has changed the server an actor knows.
    if (kind === 'told') return raced.has(location) && since !== undefined;
    const differs = known.some((all) => (all.get(location) ?? { value }).value !== value);
    return raced.has(location) || (weight(location) < WEIGHTY.length && (since !== undefined || differs));
  };
  const rank = ({ location, since }: Known): number =>
    (raced.has(location) ? 0 : 100) + (since ? 0 : 10) + weight(location);
  return known.flatMap((all) =>
    [...all.values()]
      .filter(matters)
      .sort((one, other) => rank(one) - rank(other))
      .slice(0, MOST_STALE_READS)
      .map(({ kind, was, does, since }) => ({
        kind,
        ...inWords(was),
        does,
        what: stepInWords(does),
        ...(since && { since: inWords(since) }),
      })),
  );
}

interface Past {
  readonly history: readonly Step[];
  readonly racing: readonly Step[];
  readonly accesses: StepAccesses;
}

/** By location: what the actor has learnt last, unless it has changed it itself since. */
function knownTo(actor: string, past: Past): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const step of past.history) {
    if (step.actor !== actor) continue;
    for (const { kind, ...lesson } of lessonsOf(step, past)) {
      const before = known.get(lesson.location);
      // The result of a racing read decided, whatever was read later.
      if (before?.kind === 'read' && before.was.kind === 'effect' && past.racing.includes(before.was))
        continue;
      if (kind !== 'changed') {
        known.set(lesson.location, { kind, ...lesson, since: changeSince(lesson, past) });
      } else if (step !== past.history.at(-1)) {
        // What it changes in the last step it goes by what it knew before.
        known.delete(lesson.location);
      }
    }
  }
  return known;
}

function lessonsOf(step: Step, { history, racing, accesses }: Past): Lesson[] {
  const lessons: Lesson[] = [];
  const { accesses: touched, entries } = accesses.get(step.id) ?? NOTHING;
  const was = learntIn(step, history, racing);
  if (was?.resource !== undefined) {
    const told = was.kind === 'request';
    const does = (told ? step : was).facts();
    lessons.push({
      location: was.resource,
      kind: told ? 'told' : was.writes ? 'changed' : 'read',
      was,
      does,
      value: was.outcome?.(),
    });
  }
  for (const [location, { value, does }] of entries) {
    const kind = touched.get(location) === 'read' ? 'read' : 'changed';
    lessons.push({ location, kind, was: step, does, value });
  }
  return lessons;
}

const NOTHING: Touched = { accesses: new Map(), entries: new Map() };

/** The step of which the actor learns in this one what came of it, if it does. */
function learntIn(step: Step, history: readonly Step[], racing: readonly Step[]): Step | undefined {
  switch (step.kind) {
    case 'completion':
    case 'response':
    case 'fault':
      return history.find(({ id }) => id === step.lineage.parent);
    case 'effect':
      // The result of a racing read decides, although its caller gets it a step later.
      return racing.includes(step) && !step.writes ? step : undefined;
    default:
      return undefined;
  }
}

function changeSince(
  { location, was, value }: Pick<Lesson, 'location' | 'was' | 'value'>,
  { history, accesses }: Past,
): Step | undefined {
  return history.slice(history.indexOf(was) + 1).find((step) => {
    const touched = accesses.get(step.id);
    if (step.actor === was.actor || !touched || !changes(touched.accesses.get(location))) return false;
    const entry = touched.entries.get(location);
    return entry ? entry.value !== value : !step.leftUnchanged?.();
  });
}

/** What several of the racing steps touch and one of them changes. */
function racedAmong(racing: readonly Step[], accesses: StepAccesses): ReadonlySet<string> {
  const touched = racing.map(({ id }) => accesses.get(id)?.accesses ?? NOTHING.accesses);
  const locations = new Set(touched.flatMap((all) => [...all.keys()]));
  return new Set(
    [...locations].filter((location) => {
      const modes = touched.flatMap((all) => all.get(location) ?? []);
      return modes.length > 1 && modes.some(changes);
    }),
  );
}

function changes(mode: AccessMode | undefined): boolean {
  return mode !== undefined && mode !== 'read';
}

function weight(location: string): number {
  const rank = WEIGHTY.findIndex((end) => location.endsWith(end));
  return rank < 0 ? WEIGHTY.length : rank;
}

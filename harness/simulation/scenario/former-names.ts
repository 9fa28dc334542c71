import type { Scenario } from './scenario.ts';

/** Former names of keys: of realms and their contents, of actors and of options. */
const FORMER_REALM = { dies: 'kill', comesBack: 'hostedUiCallback' };
const FORMER_KILL = { thenCalls: 'callsAfterRestart' };
const FORMER_CALLBACK = { leftBefore: 'awayFor' };
const FORMER_ACTOR = { inOneGoWith: 'sameTaskAs' };
const FORMER_OPTIONS = { together: 'sameTask' };

type Names = Readonly<Record<string, string>>;

/** One object per scenario, however often it is asked for: two objects would count as two scenarios with one name. */
const current = new WeakMap<object, object>();

/**
 * A scenario whose `start` and `program` may use the former names of keys, for users' older files. To be removed in the
 * next version. Anything of the wrong shape is left to the check that refuses it.
 */
export function withCurrentNames<T extends object>(scenario: T): T {
  const known = current.get(scenario);
  if (known) return known as T;
  const { start, program } = scenario as Partial<Scenario>;
  const made: T = {
    ...scenario,
    ...(typeof start === 'function' && {
      start: (options: never) => startWithCurrentNames(start.call(scenario, options)),
    }),
    ...(typeof program === 'function' && {
      program: (options: never) => programWithCurrentNames(program.call(scenario, options)),
    }),
  };
  current.set(scenario, made);
  current.set(made, made);
  return made;
}

/** Option values by current names. An option that the scenario itself defines keeps its name. */
export function optionsWithCurrentNames<T>(
  options: Readonly<Record<string, T>>,
  names: readonly string[],
): Readonly<Record<string, T>> {
  const former = Object.entries(FORMER_OPTIONS).filter(
    ([before, now]) => !names.includes(before) && names.includes(now),
  );
  return renamed(options, Object.fromEntries(former)) as Readonly<Record<string, T>>;
}

function startWithCurrentNames(start: unknown): unknown {
  if (!isRecord(start) || !isRecord(start.realms)) return start;
  const realms = Object.entries(start.realms).map(([name, realm]) => [name, realmWithCurrentNames(realm)]);
  return { ...start, realms: Object.fromEntries(realms) };
}

function realmWithCurrentNames(realm: unknown): unknown {
  if (!isRecord(realm)) return realm;
  const now = renamed(realm, FORMER_REALM);
  return {
    ...now,
    ...(isRecord(now.kill) && { kill: renamed(now.kill, FORMER_KILL) }),
    ...(isRecord(now.hostedUiCallback) && {
      hostedUiCallback: renamed(now.hostedUiCallback, FORMER_CALLBACK),
    }),
  };
}

function programWithCurrentNames(program: unknown): unknown {
  if (!Array.isArray(program)) return program;
  return program.map((actor) => (isRecord(actor) ? renamed(actor, FORMER_ACTOR) : actor));
}

/** If both names are used, the former one stays, and is then refused. */
function renamed(record: Readonly<Record<string, unknown>>, names: Names): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => {
      const now = Object.hasOwn(names, key) ? names[key] : undefined;
      return [now === undefined || Object.hasOwn(record, now) ? key : now, value];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { STORAGE_BACKENDS, type StorageBackendName } from '../../../../fakes/storage/catalogue.ts';
import type { StorageFailure } from '../../../../fakes/storage/failure.ts';
import { STORAGE_FAILURES } from '../../../../fakes/storage/failure.ts';
import { PLAIN_NAME } from '../../world/occurrence-ids.ts';
import { actorAgain, type IdNames, namesNotForActors, realmsNotToDie } from '../id-names.ts';
import { mistakesInCall } from './call-arguments.ts';
import { keysThatDoNotApply } from './fault-fields.ts';
import { impossibleFaults } from './impossible-faults.ts';
import { type Mistake, placeOf, wrongWord } from './mistakes.ts';
import type { Names } from './schema-parts.ts';

/** Any value, seen as an object. Missing fields are undefined. */
type Anything = { readonly [key: string]: unknown } | undefined;

function fields(input: unknown): NonNullable<Anything> {
  return typeof input === 'object' && input !== null ? (input as NonNullable<Anything>) : {};
}

function items(input: unknown): readonly unknown[] {
  return Array.isArray(input) ? input : [];
}

/** The names that a scenario defines, as far as it can be read. */
export function namesIn(start: unknown, program: unknown): Names {
  const { users, devices, realms } = fields(start);
  const texts = (all: readonly unknown[]): string[] => all.filter((one) => typeof one === 'string');
  return {
    users: texts(items(users).map((user) => fields(user).username)),
    devices: Object.keys(fields(devices)),
    realms: Object.keys(fields(realms)),
    actors: texts(items(program).map((each) => fields(each).actor)),
  };
}

/** Mistakes in how the parts of `start()` fit together. */
export function mistakesAcrossStart(start: unknown, { users }: Names): Mistake[] {
  return [
    ...twice(users, 'start().users', 'two users are called'),
    ...namesThatIdsCannotHave(start),
    ...keysThatDoNotApply(fields(fields(start).faults)),
    ...impossibleFaults(fields(fields(start).faults)),
    ...unknownStorageFailures(start),
    ...Object.entries(fields(fields(start).realms)).flatMap(([realm, spec]) => {
      const place = placeOf('start().realms', [realm, 'kill', 'callsAfterRestart']);
      return mistakesInCalls(fields(fields(spec).kill).callsAfterRestart, place, start);
    }),
  ];
}

/** Names of realms and devices begin causal ids. Some names would make the ids of two things equal. */
function namesThatIdsCannotHave(start: unknown): Mistake[] {
  const again = realmsNotToDie(idNamesOf(start)).map((realm) => ({
    place: placeOf('start().realms', [realm]),
    message: `started again, its actor would be "${actorAgain(realm)}", which is how the step of something else is called in this scenario; expected another name`,
  }));
  const odd = ['devices', 'realms'].flatMap((part) =>
    Object.keys(fields(fields(start)[part]))
      .filter((name) => !PLAIN_NAME.test(name))
      .map((name) => ({
        place: placeOf('start()', [part]),
        message: `the name ${JSON.stringify(name)} is not accepted; expected a name of letters, digits, - and _`,
      })),
  );
  return [...odd, ...again];
}

function idNamesOf(start: unknown): IdNames {
  const { realms, devices, users } = fields(start);
  return { realms: fields(realms) as IdNames['realms'], devices: fields(devices), users: items(users) };
}

/** Rejects a storage failure that none of its devices can have: it would never happen. */
function unknownStorageFailures(start: unknown): Mistake[] {
  const devices = fields(fields(start).devices);
  return items(fields(fields(start).faults).storage).flatMap((rule, index) => {
    const kind = typeof rule === 'string' ? rule : fields(rule).kind;
    if (!STORAGE_FAILURES.some((failure) => failure === kind)) return [];
    const named = fields(rule).devices;
    const about = Array.isArray(named) ? named.map(String) : Object.keys(devices);
    const knows = (device: string): boolean =>
      failuresOf(devices[device]).some((failure) => failure === kind);
    const wrong = Array.isArray(named)
      ? about.filter((device) => Object.hasOwn(devices, device) && !knows(device))
      : about.some(knows)
        ? []
        : about;
    return wrong.map((device) => ({
      place: `start().faults.storage[${index}]`,
      message: `device "${device}" has storage "${String(fields(devices[device]).storage)}", which never fails so: ${wrongWord(kind, failuresOf(devices[device]))}`,
    }));
  });
}

function failuresOf(device: unknown): readonly StorageFailure[] {
  const { storage } = fields(device);
  if (typeof storage !== 'string' || !Object.hasOwn(STORAGE_BACKENDS, storage)) return STORAGE_FAILURES;
  return STORAGE_BACKENDS[storage as StorageBackendName].failures;
}

/** Mistakes in how the parts of `program()` fit together, and fit `start()`. */
export function mistakesAcrossProgram(start: unknown, program: unknown, { actors }: Names): Mistake[] {
  const all = items(program);
  const realms = fields(fields(start).realms);
  const somebodyComes = Object.values(realms).some((realm) => fields(realm).hostedUiCallback !== undefined);
  if (Array.isArray(program) && all.length === 0 && !somebodyComes) {
    return [{ place: 'program()', message: 'is empty; expected an actor that makes calls' }];
  }
  return [
    ...twice(actors, 'program()', 'two actors are called'),
    ...takenNames(start, all),
    ...circles(all),
    ...all.flatMap((actor, index) => mistakesInActor(fields(actor), `program()[${index}]`, all, start)),
  ];
}

/** Actors with the name of another step. */
function takenNames(start: unknown, program: readonly unknown[]): Mistake[] {
  const taken = namesNotForActors(idNamesOf(start));
  return program.flatMap((each, index) => {
    const { actor } = fields(each);
    if (typeof actor !== 'string' || !taken.has(actor)) return [];
    const message = `"${actor}" is how the step of something else is called in this scenario; expected another name, such as "${actor}-actor"`;
    return [{ place: `program()[${index}].actor`, message }];
  });
}

/** Actors that wait in a circle for each other's first call: none would ever make one. */
function circles(program: readonly unknown[]): Mistake[] {
  const leaderOf = new Map(program.map((each) => [fields(each).actor, fields(each).sameTaskAs]));
  return program.flatMap((each, index) => {
    const { actor } = fields(each);
    const way = [actor];
    let next = leaderOf.get(actor);
    while (next !== undefined && !way.includes(next)) {
      way.push(next);
      next = leaderOf.get(next);
    }
    // Reported once, for its first actor. An actor that waits for itself has its own message.
    const isFirst = way.every((other) => program.findIndex((one) => fields(one).actor === other) >= index);
    if (next !== actor || way.length === 1 || !isFirst) return [];
    const message = `goes in a circle: ${[...way, actor].join(' with ')}; expected one of them to start on its own`;
    return [{ place: `program()[${index}].sameTaskAs`, message }];
  });
}

function mistakesInActor(
  { actor, realm, calls, run, sameTaskAs }: NonNullable<Anything>,
  place: string,
  all: readonly unknown[],
  start: unknown,
): Mistake[] {
  const mistakes: Mistake[] = [];
  if ((calls === undefined) === (run === undefined)) {
    mistakes.push({
      place,
      message: `actor "${String(actor)}" has ${run === undefined ? 'neither calls nor run' : 'both calls and run'}; expected one of them`,
    });
  }
  if (Array.isArray(calls) && calls.length === 0) {
    mistakes.push({ place: `${place}.calls`, message: 'is empty; expected at least one call' });
  }
  const leader = all.find((other) => fields(other).actor === sameTaskAs);
  if (sameTaskAs !== undefined && sameTaskAs === actor) {
    mistakes.push({ place: `${place}.sameTaskAs`, message: `is the actor itself; expected another one` });
  } else if (sameTaskAs !== undefined && leader !== undefined && fields(leader).realm !== realm) {
    mistakes.push({
      place: `${place}.sameTaskAs`,
      message: `actor "${String(sameTaskAs)}" is in realm "${String(fields(leader).realm)}"; expected one in realm "${String(realm)}"`,
    });
  }
  return [...mistakes, ...mistakesInCalls(calls, `${place}.calls`, start)];
}

/** Mistakes in the arguments of calls that are data, and calls that the app's configuration does not allow. */
export function mistakesInCalls(calls: unknown, place: string, start: unknown): Mistake[] {
  const hasIdentityPool = fields(fields(start).app).identityPool === true;
  return items(calls).flatMap((call, index) => {
    const { api, args } = fields(call);
    return mistakesInCall(api, items(args), { hasIdentityPool, place: `${place}[${index}]` });
  });
}

function twice(names: readonly string[], place: string, what: string): Mistake[] {
  return [...new Set(names)]
    .filter((name) => names.indexOf(name) !== names.lastIndexOf(name))
    .map((name) => ({ place, message: `${what} "${name}"` }));
}

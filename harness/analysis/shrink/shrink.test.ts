import { beforeAll, describe, expect, test } from 'vitest';
import { concurrentRefresh } from '../../../scenarios/concurrent-refresh.ts';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { loadRelease } from '../../amplify/releases/load-release.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { defaultChoice, replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import type { Strategy } from '../../simulation/execution/strategy.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import {
  actor,
  COUNTER,
  idsOf,
  noLostUpdate,
  plainStrategy,
  tinySubject,
} from '../../simulation/fixtures.ts';
import { judge } from '../../simulation/invariants/index.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import { formatPart } from '../../simulation/scenario/program-part.ts';
import { NotReproducible } from '../replay/not-reproducible.ts';
import { type Deviations, deviatingStrategy } from './deviations.ts';
import { KnownExecutions } from './known-executions.ts';
import { type Shrunk, shrink } from './shrink.ts';
import { SwitchCounter } from './switches.ts';

type Shows = (executed: Executed) => boolean;

/** As executions that show it were one outcome, and all others another. */
function shrinkBy(
  subject: Subject,
  schedule: readonly string[],
  { shows, ...limits }: { readonly shows: Shows; readonly budget: number; readonly searches?: number },
): Promise<Shrunk> {
  const known = new KnownExecutions(subject, (executed) => (shows(executed) ? 'shown' : 'not shown'));
  return shrink(known, schedule, { wanted: 'shown', ...limits });
}

/** The ids of the first random execution that shows it. */
async function firstFailing(subject: Subject, shows: Shows): Promise<string[]> {
  const strategy = randomStrategy(1);
  for (let run = 0; run < 500; run += 1) {
    strategy.begin();
    const executed = await execute(subject, strategy);
    if (shows(executed)) return idsOf(executed);
  }
  throw new Error('no execution shows it');
}

/** The departures from the default choice along an execution. */
async function departures({ subject, executed }: Shrunk): Promise<Deviations> {
  const found = new Map<string, string>();
  const replay = replayStrategy(idsOf(executed));
  await execute(
    subject,
    {
      ...replay,
      pick(enabled, last) {
        const step = replay.pick(enabled, last);
        if (step && step.id !== defaultChoice(enabled, last)?.id) found.set(last?.id ?? '', step.id);
        return step;
      },
    },
    { observed: true },
  );
  return found;
}

/** Which departures can be left out while it still shows. */
async function superfluous(shrunk: Shrunk, shows: Shows): Promise<string[]> {
  const all = await departures(shrunk);
  const names: string[] = [];
  for (const [after, wanted] of all) {
    const others = new Map([...all].filter(([key]) => key !== after));
    const executed = await execute(shrunk.subject, deviatingStrategy(others), { observed: true });
    if (shows(executed)) names.push(wanted);
  }
  return names;
}

/** Which neighbouring blocks of one actor each can be swapped while it still shows, with fewer context switches. */
async function swappable({ subject, executed, switches }: Shrunk, shows: Shows): Promise<number[]> {
  const blocks: string[][] = [];
  for (const [index, { id, actor }] of executed.steps.entries()) {
    if (executed.steps[index - 1]?.actor !== actor) blocks.push([]);
    blocks.at(-1)?.push(id);
  }
  const found: number[] = [];
  for (let index = 0; index + 1 < blocks.length; index += 1) {
    const order = [...blocks];
    order.splice(index, 2, blocks[index + 1] ?? [], blocks[index] ?? []);
    const counter = new SwitchCounter();
    const swapped = await execute(subject, counter.watch(replayStrategy(order.flat())), { observed: true });
    const { preemptions, all } = counter.counts;
    const fewer =
      preemptions.size < switches.preemptions.size ||
      (preemptions.size === switches.preemptions.size && all < switches.all);
    if (shows(swapped) && fewer) found.push(index);
  }
  return found;
}

describe('a lost update of a made-up program, shrunk', () => {
  const subject = tinySubject({
    calls: COUNTER,
    program: [
      actor('A', 'getCurrentUser'),
      actor('B', 'signOut'),
      actor('C', 'getCurrentUser', 'getCurrentUser'),
      actor('D', 'signOut', 'signOut'),
    ],
    invariants: [noLostUpdate],
  });
  const loses = (executed: Executed): boolean => noLostUpdate.check(executed) !== undefined;
  let shrunk: Shrunk;

  beforeAll(async () => {
    shrunk = await shrinkBy(subject, await firstFailing(subject, loses), { shows: loses, budget: 4000 });
  });

  test('still shows it', () => {
    expect(loses(shrunk.executed)).toBe(true);
  });

  test('has only the actors that race', () => {
    expect(shrunk.subject.program().map(({ actor }) => actor)).toEqual(['B', 'D']);
  });

  test('has of each actor only the call that races', () => {
    expect(shrunk.executed.calls.map(({ actor, api }) => `${actor} ${api}`)).toEqual([
      'B signOut',
      'D signOut',
    ]);
  });

  test('has one preemption', () => {
    expect(shrunk.switches.preemptions.size).toBe(1);
  });

  test('has no departure from the default order that could be left out', async () => {
    const all = await departures(shrunk);

    expect(all.size).toBeGreaterThan(0);
    expect(await superfluous(shrunk, loses)).toEqual([]);
  });

  test('has no neighbouring blocks that could be swapped for fewer context switches', async () => {
    expect(await swappable(shrunk, loses)).toEqual([]);
  });

  test('is what its own steps give when they are replayed', async () => {
    const again = await execute(shrunk.subject, replayStrategy(idsOf(shrunk.executed)), { observed: true });

    expect(idsOf(again)).toEqual(idsOf(shrunk.executed));
    expect(loses(again)).toBe(true);
  });
});

describe('of an actor that makes three calls', () => {
  const calls = {
    ...COUNTER,
    getCurrentUser: "await Promise.all([storage.getItem('a'), storage.getItem('b')]); return {};",
  };
  const three = (...apis: (keyof AuthClient)[]): Subject =>
    tinySubject({ calls, program: [actor('A', ...apis), actor('B', 'signOut')] });
  const loses: Shows = (executed) => noLostUpdate.check(executed) !== undefined;

  test.each([
    [0, three('signOut', 'getCurrentUser', 'getCurrentUser')],
    [1, three('getCurrentUser', 'signOut', 'getCurrentUser')],
    [2, three('getCurrentUser', 'getCurrentUser', 'signOut')],
  ])('call %i, which matters, is kept, in the order that failed before', async (index, subject) => {
    const schedule = await firstFailing(subject, loses);

    const shrunk = await shrinkBy(subject, schedule, { shows: loses, budget: 1000, searches: 0 });

    expect(shrunk.parts).toEqual([{ actor: 'A', calls: [index] }, { actor: 'B' }]);
    expect(shrunk.executed.calls.map(({ api }) => api)).toEqual(['signOut', 'signOut']);
  });

  test('two that matter are kept', async () => {
    const subject = three('signOut', 'getCurrentUser', 'signOut');
    const both: Shows = (executed) => loses(executed) && executed.calls.length > 2;
    const schedule = await firstFailing(subject, both);

    const { parts } = await shrinkBy(subject, schedule, { shows: both, budget: 1000 });

    expect(parts.map(formatPart)).toHaveLength(2);
    expect(parts[0]?.calls).toHaveLength(2);
  });

  test('those of a program that is code all stay', async () => {
    const subject = tinySubject({
      calls,
      program: [
        {
          actor: 'A',
          realm: 'app',
          run: async (client) => {
            await client.signOut();
            await client.getCurrentUser();
          },
        },
        actor('B', 'signOut'),
      ],
    });

    const { parts } = await shrinkBy(subject, await firstFailing(subject, loses), {
      shows: loses,
      budget: 400,
    });

    expect(parts).toEqual([{ actor: 'A' }, { actor: 'B' }]);
  });
});

describe('shrinking', () => {
  const program = [actor('A', 'signOut'), actor('B', 'signOut'), actor('C', 'signOut')];
  const subject = tinySubject({ calls: COUNTER, program });
  const actorsOf = ({ calls }: Executed): string => calls.map((call) => call.actor).join('');

  async function shrinkPlain(shows: Shows, budget = 4000): Promise<Shrunk> {
    return shrinkBy(subject, idsOf(await execute(subject, plainStrategy())), { shows, budget });
  }

  test('leaves an actor out that was needed only for one that has gone', async () => {
    // Without C, B hides it; without B, C is not needed.
    const shown = ['ABC', 'AC', 'A'];

    const shrunk = await shrinkPlain((executed) => shown.includes(actorsOf(executed)));

    expect(actorsOf(shrunk.executed)).toBe('A');
  });

  test('keeps a last actor', async () => {
    const shrunk = await shrinkPlain(() => true);

    expect(shrunk.subject.program()).toHaveLength(1);
  });

  test.each([
    ['of another actor', [actor('A', 'signOut'), actor('B', 'signOut')]],
    ['of the same actor', [actor('A', 'signOut', 'signOut')]],
  ])('keeps a fault that is needed and drops one %s that is not', async (_, program) => {
    const lossy = tinySubject({
      // An exchange that is lost takes fewer steps than one that is not.
      calls: { signOut: "await post('GetUser').catch(() => {});" },
      program,
      start: { faults: { network: ['request-lost', 'response-lost'], max: 2 } },
    });
    const faultsIn = ({ steps }: Executed): number => steps.filter(({ kind }) => kind === 'fault').length;
    const lost: Shows = (executed) => faultsIn(executed) > 0;
    const faulty: Strategy = {
      ...plainStrategy(),
      pick: (enabled, last) => enabled.find(({ kind }) => kind === 'fault') ?? defaultChoice(enabled, last),
    };
    const first = await execute(lossy, faulty);

    const shrunk = await shrinkBy(lossy, idsOf(first), { shows: lost, budget: 1000 });

    expect([faultsIn(first), faultsIn(shrunk.executed)]).toEqual([2, 1]);
    expect(shrunk.subject.program()).toHaveLength(1);
  });

  test('spends no more executions than its budget and a last try', async () => {
    let executions = 0;

    await shrinkPlain((executed) => {
      executions += 1;
      return actorsOf(executed) === 'ABC';
    }, 50);

    expect(executions).toBeLessThanOrEqual(53);
  });

  test('refuses an execution that does not show the finding', async () => {
    const refused = await shrinkPlain(() => false).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(NotReproducible);
    expect(String(refused)).toMatch(/only one of them shows the finding.*does not follow from the execution/);
  });
});

describe('the loss under rotation on the installed release, shrunk', () => {
  let shrunk: Shrunk;
  let shows: Shows;

  beforeAll(async () => {
    const options = resolveOptions(concurrentRefresh.options, { rotation: 'on' });
    const subject: Subject = {
      release: await loadRelease('installed'),
      scenario: concurrentRefresh,
      options,
      program: () => concurrentRefresh.program(options),
      seed: 1,
    };
    shows = (executed) => judge(executed).some(({ invariant }) => invariant === 'session-survives');
    shrunk = await shrinkBy(subject, await firstFailing(subject, shows), { shows, budget: 4000 });
  });

  test('still shows it', () => {
    expect(shows(shrunk.executed)).toBe(true);
  });

  test('needs two of the three calls', () => {
    expect(shrunk.subject.program()).toHaveLength(2);
  });

  test('has one preemption', () => {
    expect(shrunk.switches.preemptions.size).toBe(1);
  });

  test('has no departure from the default order that could be left out', async () => {
    expect(await superfluous(shrunk, shows)).toEqual([]);
  });

  test('has no neighbouring blocks that could be swapped for fewer context switches', async () => {
    expect(await swappable(shrunk, shows)).toEqual([]);
  });
});

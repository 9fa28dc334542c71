import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replaySchedule } from '../../analysis/replay/replay.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { execute } from '../../simulation/execution/execute.ts';
import { tinySubject } from '../../simulation/fixtures.ts';
import type { Start } from '../../simulation/scenario/scenario.ts';
import { huntedPrograms, LARGEST, sizeAfter, smallerPrograms } from './grammar.ts';
import {
  actorsOf,
  HUNTED_FAULTS,
  type HuntedCall,
  type HuntedProgram,
  scenarioOf,
  startOf,
} from './hunted-program.ts';

const SMALLEST: HuntedProgram = {
  actors: [{ realm: 0, calls: ['session'] }],
  platform: 'react-native',
  storage: 'fifo',
  signedIn: 'expired',
  rotation: 'off',
  boot: 'finished',
  clock: 'right',
  realms: 1,
  devices: 1,
  killed: undefined,
  fault: undefined,
};

describe('generated programs', () => {
  test('run in realms that there are, on a device that suits them', () => {
    fc.assert(
      fc.property(huntedPrograms(LARGEST), (program) => {
        const start = startOf(program);
        expect(Object.keys(start.realms)).toHaveLength(program.realms);
        for (const { realm } of actorsOf(program)) expect(start.realms).toHaveProperty(realm);
        if (program.platform === 'web') expect(start.devices.phone?.storage).toBe('local-storage');
      }),
      { seed: 1 },
    );
  });

  test('keep to their size', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.integer(), (programs, seed) => {
        const size = sizeAfter(programs);
        const [program] = fc.sample(huntedPrograms(size), { seed, numRuns: 1 });
        expect(program?.actors.length).toBeLessThanOrEqual(size.actors);
        for (const { calls } of program?.actors ?? []) {
          expect(calls.length).toBeLessThanOrEqual(size.callsPerActor);
        }
      }),
      { seed: 1 },
    );
  });

  test('have each of their parts now and then, and seldom what is rare in apps', () => {
    const programs = fc.sample(huntedPrograms(LARGEST), { seed: 1, numRuns: 3000 });
    const shareOf = (has: (program: HuntedProgram) => boolean): number =>
      programs.filter(has).length / programs.length;
    const calling = (call: HuntedCall) =>
      shareOf(({ actors }) => actors.some(({ calls }) => calls.includes(call)));

    expect(new Set(programs.map(({ fault }) => fault))).toEqual(new Set([undefined, ...HUNTED_FAULTS]));
    const shares = {
      credentials: calling('credentials'),
      configure: calling('configure'),
      wrongClock: shareOf(({ clock }) => clock !== 'right'),
      devices: shareOf(({ devices }) => devices > 1),
      killed: shareOf(({ killed }) => killed !== undefined),
      fault: shareOf(({ fault }) => fault !== undefined),
    };
    for (const share of Object.values(shares)) {
      expect(share).toBeGreaterThan(0.1);
      expect(share).toBeLessThan(0.4);
    }
  });

  test('grow over time, up to a limit', () => {
    expect(sizeAfter(0)).toEqual({ actors: 2, callsPerActor: 1, realms: 2 });
    expect(sizeAfter(10_000)).toEqual(LARGEST);
  });

  test('shrink to the smallest there is, whoever drew them', () => {
    fc.assert(
      fc.property(huntedPrograms(LARGEST), (drawn) => {
        let program = structuredClone(drawn);
        for (let left = 200; left > 0; left -= 1) {
          const [smaller] = smallerPrograms(program);
          if (!smaller) break;
          program = smaller;
        }
        expect(program).toEqual(SMALLEST);
      }),
      { seed: 1 },
    );
  });
});

test('what a killed app does again may move to an actor', () => {
  const smaller = [...smallerPrograms({ ...SMALLEST, killed: ['sign-out'] })];

  expect(smaller).toContainEqual({
    ...SMALLEST,
    actors: [...SMALLEST.actors, { realm: 0, calls: ['sign-out'] }],
  });
});

describe('a world', () => {
  test('has its realms dealt out among its devices, on each of which the user is signed in', () => {
    const { devices, realms } = startOf({ ...SMALLEST, realms: 3, devices: 2 });

    expect(Object.keys(devices)).toEqual(['phone', 'tablet']);
    expect(Object.values(devices).map(({ signedIn }) => signedIn?.username)).toEqual(['alice', 'alice']);
    expect(Object.values(realms).map(({ device }) => device)).toEqual(['phone', 'tablet', 'phone']);
  });

  test('has no device without a realm', () => {
    expect(Object.keys(startOf({ ...SMALLEST, devices: 2 }).devices)).toEqual(['phone']);
  });

  test('has an identity pool where an app asks for credentials, if only once it is started again', () => {
    const asking: HuntedProgram[] = [
      { ...SMALLEST, actors: [{ realm: 0, calls: ['credentials'] }] },
      { ...SMALLEST, killed: ['credentials'] },
    ];

    expect(asking.map((program) => startOf(program).app)).toEqual([
      { identityPool: true },
      { identityPool: true },
    ]);
    expect(startOf(SMALLEST).app).toBeUndefined();
  });

  test('has clocks that are off', () => {
    const clocks = (['right', 'ahead', 'behind'] as const).map(
      (clock) => startOf({ ...SMALLEST, clock }).devices.phone?.clock,
    );

    expect(clocks).toEqual([undefined, 3_600_000, -3_600_000]);
  });

  test.each(HUNTED_FAULTS)(
    'in which there may be the fault %s opens, and may be run again',
    async (fault) => {
      const program: HuntedProgram = { ...SMALLEST, fault, realms: 2, devices: 2 };
      const { start, program: actors } = scenarioOf('hunted', program);
      const subject = tinySubject({
        calls: { fetchAuthSession: "await storage.getItem('x'); return {};" },
        start: withoutSessions(start({})),
        program: [...actors({})],
      });

      const { steps } = await execute(subject, randomStrategy(1));
      const again = await replaySchedule(
        subject,
        steps.map(({ id }) => id),
      );

      expect(again).toMatchObject({ divergence: undefined, uncontrolled: undefined });
    },
  );
});

test('a fault may become the plainest of its kind, the plainest of all, or none', () => {
  const faults = [...smallerPrograms({ ...SMALLEST, fault: 'response-timed-out' })].map(({ fault }) => fault);

  expect(new Set(faults)).toEqual(new Set([undefined, 'request-lost', 'response-lost']));
});

/** The tiny release has none to look after. */
function withoutSessions({ devices, ...start }: Start): Start {
  const storages = Object.entries(devices).map(([name, { storage }]) => [name, { storage }]);
  return { ...start, devices: Object.fromEntries(storages) };
}

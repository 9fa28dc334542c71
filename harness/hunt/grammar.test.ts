import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { huntedPrograms, LARGEST, sizeAfter, smallerPrograms } from './grammar.ts';
import { actorsOf, type HuntedProgram, startOf } from './hunted-program.ts';

const SMALLEST: HuntedProgram = {
  actors: [{ realm: 0, calls: ['session'] }],
  platform: 'react-native',
  storage: 'fifo',
  signedIn: 'expired',
  rotation: 'off',
  boot: 'finished',
  realms: 1,
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

test('a fault may become any that is plainer', () => {
  const faults = [...smallerPrograms({ ...SMALLEST, fault: 'request-timed-out' })].map(({ fault }) => fault);

  expect(faults).toEqual(expect.arrayContaining([undefined, 'request-lost', 'request-aborted']));
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { concurrentRefresh } from '../../../scenarios/concurrent-refresh.ts';
import { loadRelease } from '../../amplify/releases/load-release.ts';
import { execute } from '../../simulation/execution/execute.ts';
import {
  actor,
  COUNTER,
  idsOf,
  noLostUpdate,
  plainStrategy,
  tinySubject,
} from '../../simulation/fixtures.ts';
import { judge } from '../../simulation/invariants/index.ts';
import { NOT_IN_FORCE, type OwnInvariant } from '../../simulation/invariants/invariant.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import { choiceStrategy, type GeneratedRace, generatedRace, raceProperty } from './property.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Nobody signs in or out, so nothing about a session is judged. */
const ASKING: Vocabulary = { realms: ['app'], calls: [{ api: 'getCurrentUser' }] };

const VOCABULARY: Vocabulary = { realms: ['app'], calls: [{ api: 'signOut' }, { api: 'getCurrentUser' }] };

const counter = tinySubject({ calls: COUNTER, program: [], invariants: [noLostUpdate] });

/** What fast-check found and shrank to. */
async function counterexample(
  property: ReturnType<typeof raceProperty>,
  numRuns: number,
): Promise<GeneratedRace> {
  const details = await fc.check(property, { numRuns, seed: 1 });
  if (!details.counterexample) throw new Error('nothing was found');
  return details.counterexample[0];
}

describe('generated races', () => {
  test('have programs of the given realms, calls and sizes', () => {
    const vocabulary: Vocabulary = {
      ...VOCABULARY,
      realms: ['app', 'tab'],
      maxActors: 3,
      maxCallsPerActor: 2,
    };

    fc.assert(
      fc.property(generatedRace(vocabulary), ({ program }) => {
        expect(program.length).toBeGreaterThanOrEqual(1);
        expect(program.length).toBeLessThanOrEqual(3);
        expect(program.map((one) => one.actor)).toEqual(['A', 'B', 'C'].slice(0, program.length));
        for (const one of program) {
          expect(vocabulary.realms).toContain(one.realm);
          const calls = 'calls' in one ? one.calls : [];
          expect([1, 2]).toContain(calls.length);
          for (const call of calls) expect(vocabulary.calls).toContain(call);
        }
      }),
      { seed: 1 },
    );
  });

  test('have orders of many lengths', () => {
    const lengths = fc
      .sample(generatedRace(VOCABULARY), { numRuns: 100, seed: 1 })
      .map(({ choices }) => choices.length);

    expect(Math.min(...lengths)).toBeLessThan(50);
    expect(Math.max(...lengths)).toBeGreaterThan(150);
  });
});

describe('a sequence of choices', () => {
  const subject = tinySubject({
    calls: COUNTER,
    program: [actor('A', 'signOut'), actor('B', 'signOut')],
    start: { devices: { phone: { storage: 'unordered' } } },
  });
  const idsUnder = async (choices: readonly number[]): Promise<string[]> =>
    idsOf(await execute(subject, choiceStrategy(choices)));

  test('of none or of zeros is the default order', async () => {
    const byDefault = idsOf(await execute(subject, plainStrategy()));

    expect(await idsUnder([])).toEqual(byDefault);
    expect(await idsUnder([0, 0, 0])).toEqual(byDefault);
  });

  test('with a number takes another of the enabled steps', async () => {
    expect((await idsUnder([0, 1, 0])).slice(0, 3)).toEqual(['A', 'B', 'B:1']);
  });

  test('with a number beyond the enabled steps counts round', async () => {
    expect(await idsUnder([0, 7, 0])).toEqual(await idsUnder([0, 1, 0]));
  });
});

describe('the property that no invariant breaks', () => {
  test('holds for a program that cannot lose an update', async () => {
    const one = { ...VOCABULARY, maxActors: 1 };

    const details = await fc.check(raceProperty(counter, one), { numRuns: 50, seed: 1 });

    expect(details.failed).toBe(false);
  });

  test('fails with what broke', async () => {
    const { errorInstance } = await fc.check(raceProperty(counter, VOCABULARY), { numRuns: 100, seed: 1 });

    expect(errorInstance).toEqual(new Error('no-lost-update: 1 lost'));
  });

  test('shrinks to the smallest program and the fewest departures from the default order', async () => {
    const { program, choices } = await counterexample(raceProperty(counter, VOCABULARY), 100);

    expect(program).toEqual([actor('A', 'signOut'), actor('B', 'signOut')]);
    expect(choices.filter((choice) => choice !== 0)).toHaveLength(1);
    expect(choices.at(-1)).not.toBe(0);
  });

  test('has a counterexample that fails again by itself', async () => {
    const { program, choices } = await counterexample(raceProperty(counter, VOCABULARY), 100);

    const executed = await execute({ ...counter, program: () => program }, choiceStrategy(choices));

    expect(judge(executed, [noLostUpdate]).map(({ invariant }) => invariant)).toEqual(['no-lost-update']);
  });

  test('fails where no execution has a session to judge, however few runs there are', async () => {
    const nobody = tinySubject({ calls: {}, program: [] });

    for (const numRuns of [1, 1000]) {
      const details = await fc.check(raceProperty(nobody, ASKING), {
        numRuns,
        seed: 1,
        endOnFailure: true,
      });

      expect(details.errorInstance).toMatchObject({
        message: expect.stringMatching(/^nothing judged: no invariant about the session .* in 50 executions/),
      });
    }
  });

  test('holds where only some executions have something to judge', async () => {
    let executions = 0;
    const now: OwnInvariant = {
      name: 'now-and-then',
      statement: 'Holds, and is in force in every third execution.',
      check: () => {
        executions += 1;
        return executions % 3 === 0 ? undefined : NOT_IN_FORCE;
      },
    };
    const subject = tinySubject({ calls: {}, program: [], invariants: [now] });

    const details = await fc.check(raceProperty(subject, ASKING), { numRuns: 5, seed: 1 });

    expect(details).toMatchObject({ failed: false, numRuns: 5, numSkips: 2 });
  });

  test('fails when a generated program does not come to an end', async () => {
    const endless = tinySubject({
      calls: { signOut: "for (;;) await storage.getItem('a');" },
      program: [],
      invariants: [noLostUpdate],
    });
    const vocabulary: Vocabulary = { ...VOCABULARY, calls: [{ api: 'signOut' }], maxActors: 1 };

    const { errorInstance } = await fc.check(raceProperty(endless, vocabulary), {
      numRuns: 1,
      seed: 1,
      endOnFailure: true,
    });

    expect(errorInstance).toEqual(
      new Error('the program did not end within 5000 steps, so it cannot be judged'),
    );
  });

  test.each<[string, object, string]>([
    ['an unknown key', { maxActor: 2 }, 'vocabulary.maxActor: no such key, did you mean "maxActors"?'],
    ['no realms', { realms: [] }, 'vocabulary.realms: is empty; expected at least one realm'],
    ['no calls', { calls: [] }, 'vocabulary.calls: is empty; expected at least one call'],
    [
      'an unknown call',
      { calls: [{ api: 'signout' }] },
      'vocabulary.calls[0].api: "signout" is not accepted, did you mean "signOut"?',
    ],
    [
      'an unknown key of a call',
      { calls: [{ api: 'signOut', arg: [] }] },
      'vocabulary.calls[0].arg: no such key, did you mean "args"?',
    ],
    [
      'too many actors',
      { maxActors: 27 },
      'vocabulary.maxActors: 27 is not accepted; expected a whole number, 1 to 26',
    ],
    [
      'half a call',
      { maxCallsPerActor: 0.5 },
      'vocabulary.maxCallsPerActor: 0.5 is not accepted; expected a whole number, 1 or more',
    ],
  ])('is refused with %s', (_, wrong, message) => {
    const vocabulary = { ...VOCABULARY, ...wrong } as Vocabulary;

    expect(() => raceProperty(counter, vocabulary)).toThrow(message);
    expect(() => generatedRace(vocabulary)).toThrow(TypeError);
  });

  test.each<[string, object, string]>([
    [
      'a realm that the scenario does not have',
      { realms: ['ap'] },
      'vocabulary.realms[0]: "ap" is not accepted, did you mean "app"?',
    ],
    [
      'an argument that a call does not take',
      { calls: [{ api: 'signOut', args: [{ globel: true }] }] },
      'vocabulary.calls[0].args[0].globel: no such key, did you mean "global"?',
    ],
  ])('fails with %s', async (_, wrong, message) => {
    const property = raceProperty(counter, { ...VOCABULARY, ...wrong });

    const { errorInstance } = await fc.check(property, { numRuns: 3, seed: 1, endOnFailure: true });

    expect(errorInstance).toMatchObject({ name: 'TypeError', message: expect.stringContaining(message) });
  });

  test('fails when a generated program escapes control', async () => {
    const escaping = tinySubject({
      calls: { signOut: "await new Promise((done) => Function('return this')().setTimeout(done, 1));" },
      program: [],
    });

    const { errorInstance } = await fc.check(raceProperty(escaping, VOCABULARY), {
      numRuns: 20,
      seed: 1,
      endOnFailure: true,
    });

    expect(errorInstance).toMatchObject({ message: expect.stringMatching(/^uncontrolled: signOut waits/) });
  });
});

test('on the installed release with rotation it finds two concurrent calls and shrinks to them', async () => {
  const options = resolveOptions(concurrentRefresh.options, { rotation: 'on' });
  const subject = { release: await loadRelease('installed'), scenario: concurrentRefresh, options, seed: 1 };
  const vocabulary: Vocabulary = {
    realms: ['app'],
    calls: [{ api: 'fetchAuthSession' }, { api: 'getCurrentUser' }],
  };

  const { program, choices } = await counterexample(raceProperty(subject, vocabulary), 30);

  expect(program).toHaveLength(2);
  expect(program.map((one) => ('calls' in one ? one.calls.length : 0))).toEqual([1, 1]);
  const executed = await execute({ ...subject, program: () => program }, choiceStrategy(choices));
  expect(judge(executed).map(({ invariant }) => invariant)).toContain('session-survives');
});

import { describe, expect, test } from 'vitest';
import { NotReproducible } from '../../analysis/replay/not-reproducible.ts';
import { explore } from '../../exploration/explore/explore.ts';
import { mostSevereFirst } from '../../exploration/explore/symptoms.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { actor, type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { Invariant } from '../../simulation/invariants/invariant.ts';
import { confirm } from './confirm.ts';

/** Breaks whenever something is stored under `x`. */
const nothingStored: Invariant = {
  name: 'nothing-stored',
  statement: 'Nothing is stored.',
  check: ({ devices }) =>
    devices.get('phone')?.data.has('x') ? { symptom: 'something is stored', message: 'stored' } : undefined,
};

/**
 * A subject that is not under control: what its calls do depends on how often they have been made in this process. The
 * words are handed to the call as the name that it signs in by.
 */
function forgetful(words: (run: number) => string, calls: TinyCalls, invariant = nothingStored): Subject {
  let runs = 0;
  const subject = tinySubject({ calls, program: [], invariants: [invariant] });
  return {
    ...subject,
    program: () => [
      {
        actor: 'A',
        realm: 'app',
        run: (client) => client.signIn({ username: words(runs++), password: '' }),
      },
    ],
  };
}

/** Why what one execution shows is not confirmed. */
async function reasonOf(subject: Subject): Promise<string> {
  const { symptoms } = await explore(subject, randomStrategy(1), { runs: 1 });
  const [symptom] = mostSevereFirst(symptoms);
  if (!symptom) throw new Error('nothing breaks');
  return confirm(subject, symptom).then(
    () => 'confirmed',
    (error: unknown) => (error instanceof NotReproducible ? error.message : Promise.reject(error)),
  );
}

/** The first run is another one than all that come after. */
const onceOther = (run: number): string => (run === 0 ? '0' : '1');

const STORES = "await storage.setItem('x', '1');";

describe('a failing schedule that is run twice more is inconclusive', () => {
  test('where the two differ in a step, which is named', async () => {
    const signIn = `${STORES} if (input.username === '2') await storage.setItem('y', '1'); throw new Error('no');`;

    const reason = await reasonOf(forgetful(String, { signIn }));

    expect(reason).toBe('two runs of one schedule differ in step A:3, which was not there first');
  });

  test.each([
    ['a result', "throw new Error('run ' + input.username);", 'the result of signIn of A (call A)'],
    [
      'a stored entry',
      "await storage.setItem('name', Number(input.username) % 2 ? 'odd' : 'even'); throw new Error('no');",
      'differ in step A:3: first "write "name" = "odd"", then "write "name" = "even""',
    ],
    [
      'a Hub event',
      "emit(Number(input.username) % 2 ? 'signedIn' : 'signedOut'); throw new Error('no');",
      'Hub event 1: first ""signedIn" in app after 4 steps", then ""signedOut" in app after 4 steps"',
    ],
    [
      'an unhandled rejection',
      "if (input.username === '1') Promise.reject(new RangeError('no')); throw new Error('no');",
      'unhandled rejection 1',
    ],
    ['a printed line', "console.log('run ' + input.username); throw new Error('no');", 'printed line 1'],
  ])('where %s differs, which is named', async (_, rest, words) => {
    const reason = await reasonOf(forgetful(String, { signIn: `${STORES} ${rest}` }));

    expect(reason).toMatch(/^two runs of one schedule /);
    expect(reason).toContain(words);
  });

  test('where the two agree with each other and not with the run that failed: in a step', async () => {
    const signIn = `if (input.username === '0') ${STORES} return { isSignedIn: true };`;

    const reason = await reasonOf(forgetful(onceOther, { signIn }));

    expect(reason).toBe(
      'two more runs of the schedule that broke nothing-stored agree with each other, but not with that run: they differ in step A:1, which is not there again',
    );
  });

  test('where the two agree with each other and not with the run that failed: in what came of it', async () => {
    const rejects: Invariant = {
      ...nothingStored,
      check: ({ calls }) =>
        calls.some(({ status }) => status === 'rejected')
          ? { symptom: 'rejected', message: 'no' }
          : undefined,
    };
    const signIn = `if (input.username === '0') throw new Error('no'); return { isSignedIn: true };`;

    const reason = await reasonOf(forgetful(onceOther, { signIn }, rejects));

    expect(reason).toContain('agree with each other, but not with that run');
    expect(reason).toContain(
      'take the same steps and differ in the result of signIn of A (call A): first "rejected with Error", then "resolved"',
    );
  });

  test('but confirmed where all three agree', async () => {
    const signIn = `${STORES} throw new Error('no');`;

    expect(await reasonOf(forgetful(() => '0', { signIn }))).toBe('confirmed');
  });

  test('where nothing differs and an invariant decides otherwise', async () => {
    let judged = 0;
    const moody: Invariant = {
      ...nothingStored,
      check: () => (judged++ === 0 ? { symptom: 'moody', message: 'no' } : undefined),
    };

    const reason = await reasonOf(tinySubject({ program: [actor('A', 'signOut')], invariants: [moody] }));

    expect(reason).toContain('take the same steps and break nothing');
  });
});

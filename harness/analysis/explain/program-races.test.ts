import { compileFunction } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { check } from '../../checking/check/check.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { type TinyCalls, tinySubject } from '../../simulation/fixtures.ts';
import type { ActorProgram } from '../../simulation/scenario/scenario.ts';

/** Programs in a file of an app, which share a variable: `user`. One statement a line. */
function appOf(source: Readonly<Record<string, readonly string[]>>, calls: TinyCalls): Subject {
  const runs = Object.entries(source).map(
    ([actor, lines]) => `${actor}: async (auth) => {\n${lines.join('\n')}\n},`,
  );
  const app = compileFunction(`let user = 'nobody'; return {\n${runs.join('\n')}\n};`, [], {
    filename: '/app/race.mjs',
  });
  const program = (): ActorProgram[] =>
    Object.entries(app() as Record<string, () => Promise<void>>).map(([actor, run]) => ({
      actor,
      realm: 'app',
      run,
    }));
  const subject = tinySubject({ calls, program: program() });
  return { ...subject, program, scenario: { ...subject.scenario, program } };
}

const CALLS: TinyCalls = {
  getCurrentUser: "await storage.getItem('x'); return { username: 'alice' };",
  fetchAuthSession: "await storage.getItem('y'); return {};",
};

const findingsOf = async (subject: Subject) =>
  (await check(subject, { strategy: randomStrategy(1), budget: { runs: 60 } })).findings;

describe('a race of variables that programs share', () => {
  test('names the calls after which the code ran, where the app made them', async () => {
    const source = {
      A: ['await auth.getCurrentUser();', 'await auth.fetchAuthSession();', 'user = undefined;'],
      B: ['await auth.getCurrentUser();', 'user.slice(1);'],
    };

    const [finding] = await findingsOf(appOf(source, CALLS));

    expect(finding).toMatchObject({
      invariant: 'app-does-not-crash',
      cause: 'program-variables',
      race: {
        sentence:
          "If B's code after getCurrentUser (race.mjs:8) came before A's code after fetchAuthSession " +
          '(race.mjs:4), no invariant would break.',
        reversals: [{ isOfProgram: true }],
        steps: [{ at: [{ line: 4, function: 'program' }] }, { at: [{ line: 8, function: 'program' }] }],
      },
    });
  });

  test("is not looked for where one of Amplify's explains it", async () => {
    const source = {
      A: ['await auth.signOut();'],
      B: ['const { username } = await auth.getCurrentUser();', 'username.slice(1);'],
    };
    const calls: TinyCalls = {
      signOut: "await storage.setItem('gone', 'yes');",
      getCurrentUser: `
        if (await storage.getItem('gone')) throw Object.assign(new Error(), { name: 'UserUnAuthenticatedException' });
        return { username: 'alice' };`,
    };

    const [finding] = await findingsOf(appOf(source, calls));

    expect(finding?.race?.reversals).toHaveLength(1);
    expect(finding?.race?.reversals[0]?.isOfProgram).toBeUndefined();
    expect(finding?.cause).not.toBe('program-variables');
  });
});

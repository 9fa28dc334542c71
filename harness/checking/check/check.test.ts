import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import type { Finding, Progress, Result } from '../../../results/types.ts';
import type { AuthClient } from '../../amplify/client/auth-client.ts';
import { replayChoices, replaySchedule } from '../../analysis/replay/replay.ts';
import { partsIn } from '../../analysis/trace/schema.ts';
import { readTrace } from '../../analysis/trace/trace-file.ts';
import type { CheckOptions } from '../../exploration/explore/check-options.ts';
import { delayStrategy } from '../../exploration/strategies/delay.ts';
import { exhaustiveStrategy } from '../../exploration/strategies/exhaustive.ts';
import { randomStrategy } from '../../exploration/strategies/random.ts';
import { parseScheduleString } from '../../exploration/strategies/schedule-string.ts';
import type { Execution } from '../../simulation/execution/execution.ts';
import {
  actor,
  COUNTER,
  NOBODY_IS_SIGNED_IN,
  noLostUpdate,
  type TinySubject,
  tinySubject,
} from '../../simulation/fixtures.ts';
import type { Invariant } from '../../simulation/invariants/invariant.ts';
import { check } from './check.ts';

const COUNTERS: TinySubject = {
  calls: COUNTER,
  program: [actor('A', 'signOut'), actor('B', 'signOut'), actor('C', 'getCurrentUser')],
  invariants: [noLostUpdate],
};

const COUNTERS_WITHOUT_INVARIANT: TinySubject = { calls: COUNTER, program: COUNTERS.program };

const never: Invariant = {
  name: 'never',
  statement: 'It never holds.',
  check: () => ({ symptom: 'always', message: 'it broke' }),
};

/** Breaks in every order, with all of its calls only: it takes seconds to shrink. */
const LONG: TinySubject = {
  calls: { getCurrentUser: "for (let i = 0; i < 60; i += 1) await storage.getItem('key'); return {};" },
  program: ['A', 'B', 'C', 'D'].map((name) => actor(name, 'getCurrentUser', 'getCurrentUser')),
  invariants: [
    {
      ...never,
      check: ({ calls }) => (calls.length === 8 ? { symptom: 'always', message: 'it broke' } : undefined),
    },
  ],
};

function checkTiny(subject: TinySubject, options: Partial<CheckOptions> = {}): Promise<Result> {
  return check(tinySubject(subject), { strategy: randomStrategy(1), budget: { runs: 50 }, ...options });
}

describe('a check in which nothing breaks', () => {
  test('survives and says of how much', async () => {
    const result = await checkTiny({
      calls: COUNTER,
      program: [actor('A', 'signOut'), actor('B', 'signOut')],
    });

    expect(result).toMatchObject({
      scenario: 'tiny',
      amplify: 'tiny (6.0.0)',
      version: '6.0.0',
      strategy: 'random',
      verdict: 'survives',
      coverage: 'sampled',
      complete: true,
      interrupted: false,
      executions: 50,
      failing: 0,
      seed: 1,
      steps: { min: 10, median: 10, max: 10 },
      findings: [],
    });
    expect(result.classes).toBeGreaterThan(1);
    expect(result).not.toHaveProperty('reason');
  });

  test('shows nothing when the budget ended a search of every order', async () => {
    const result = await checkTiny(COUNTERS_WITHOUT_INVARIANT, {
      strategy: exhaustiveStrategy(),
      budget: { runs: 3 },
    });

    expect(result).toMatchObject({ verdict: 'inconclusive', coverage: 'sampled', executions: 3 });
    expect(result.reason).toMatch(
      /^the budget ran out after 3 of about [\d,]+ executions; the rest was not explored/,
    );
  });

  test('shows nothing when the budget ended an enumeration before its first bound', async () => {
    const result = await checkTiny(COUNTERS_WITHOUT_INVARIANT, {
      strategy: delayStrategy(2),
      budget: { runs: 2 },
    });

    expect(result).toMatchObject({ verdict: 'inconclusive', coverage: 'sampled', executions: 2 });
  });

  test('that is interrupted is not complete', async () => {
    const controller = new AbortController();

    const result = await checkTiny(COUNTERS_WITHOUT_INVARIANT, {
      budget: { runs: 50, signal: controller.signal },
      onProgress: ({ executions }) => executions === 3 && controller.abort(),
    });

    expect(result).toMatchObject({ verdict: 'survives', executions: 3, complete: false, interrupted: true });
  });
});

describe('a check is inconclusive', () => {
  test('when the user stops it while it shrinks, after a second', async () => {
    const controller = new AbortController();

    const result = await check(tinySubject(LONG), {
      strategy: randomStrategy(1),
      budget: { runs: 5, signal: controller.signal },
      onProgress: ({ phase }) => phase === 'shrinking' && controller.abort(),
    });

    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: 'stopped before what broke could be shrunk and explained',
      interrupted: true,
      findings: [],
      unexplained: ['never/always'],
    });
  });

  test('when it is stopped while it shrinks what a search found, which goes on from its checkpoint', async () => {
    const controller = new AbortController();
    const subject = tinySubject({ ...COUNTERS, invariants: [never] });
    const checkpoint = join(await temporaryDirectory(), 'checkpoint.json');
    const settings = () => ({ strategy: exhaustiveStrategy(), checkpoint });
    const stop = (): void => {
      controller.abort();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1100);
    };

    const stopped = await check(subject, {
      ...settings(),
      budget: { signal: controller.signal },
      onProgress: ({ phase }) => phase === 'shrinking' && !controller.signal.aborted && stop(),
    });
    const again = await check(subject, { ...settings(), budget: {} });

    expect(stopped).toMatchObject({ verdict: 'inconclusive', interrupted: true, findings: [] });
    expect(again).toMatchObject({
      verdict: 'fails',
      executions: stopped.executions,
      findings: [{ signature: expect.stringMatching(/^never/) }],
    });
    await expect(readFile(checkpoint)).rejects.toThrow('ENOENT');
  });

  test('when nothing was run', async () => {
    const controller = new AbortController();
    controller.abort();

    const result = await checkTiny(COUNTERS, { budget: { signal: controller.signal } });

    expect(result).toMatchObject({
      verdict: 'inconclusive',
      executions: 0,
      steps: { min: 0, median: 0, max: 0 },
    });
  });

  test('when something escaped control, even if an invariant broke, and names the first place', async () => {
    const result = await checkTiny({
      calls: COUNTER,
      program: [
        {
          actor: 'A',
          realm: 'app',
          run: async (client) => {
            await client.getCurrentUser();
            await new Promise((resolve) => setTimeout(resolve, 1));
          },
        },
      ],
      invariants: [never],
    });

    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: 'uncontrolled: the program of A waits for something outside the world, first after step A',
      findings: [],
    });
  });

  test('when two runs of a failing schedule differ, and names the first step that does', async () => {
    let runs = 0;
    const result = await checkTiny({
      program: [
        {
          actor: 'A',
          realm: 'app',
          // A call less each time, also in the three before the search: of the 50 that are explored the last is the shortest.
          run: async (client) => {
            runs += 1;
            for (let calls = 100 - runs; calls > 0; calls -= 1) await client.getCurrentUser();
          },
        },
      ],
      invariants: [never],
    });

    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: 'uncontrolled: two runs of one schedule differ in step A:44, which is not there again',
      findings: [],
    });
  });

  test('when two runs of a failing schedule take its steps and come to different outcomes', async () => {
    let runs = 0;
    const result = await checkTiny({
      calls: { signIn: 'return { isSignedIn: input.username === "even" };' },
      program: [
        {
          actor: 'A',
          realm: 'app',
          run: (client) => {
            runs += 1;
            return client.signIn({ username: runs % 2 === 0 ? 'even' : 'odd', password: '' });
          },
        },
      ],
      invariants: [never],
    });

    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason:
        'uncontrolled: two runs of one schedule take the same steps and differ in the result of signIn of A (call A)',
    });
  });

  test('when executions do not come to an end', async () => {
    const result = await checkTiny(
      { calls: { signOut: "for (;;) await storage.getItem('key');" }, program: [actor('A', 'signOut')] },
      { budget: { runs: 1 } },
    );

    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason: '1 of 1 executions did not come to an end',
    });
  });

  test.each([
    ['random orders', 1],
    ['random orders on two threads', 2],
  ])('soon where none of them does, in %s', async (_, workers) => {
    const asking = async (client: AuthClient): Promise<void> => {
      for (;;) await client.getCurrentUser();
    };
    const result = await checkTiny(
      {
        calls: { getCurrentUser: "await storage.getItem('key'); return {};" },
        program: ['A', 'B'].map((name) => ({ actor: name, realm: 'app', run: asking })),
      },
      { strategy: randomStrategy(1), workers, budget: { runs: 1000 } },
    );

    expect(result).toMatchObject({
      verdict: 'inconclusive',
      executions: 3,
      reason:
        'no execution came to an end within 5000 steps, so the check stopped after 3. ' +
        "Look for an infinite loop: in a program's `run`, or in what Amplify does",
    });
  });
});

describe('a check that runs every schedule twice', () => {
  /** Each run stores two entries in another order than the one before. */
  const alternating = (): TinySubject => {
    let runs = 0;
    return {
      calls: {
        signIn: `
          await storage.setItem(input.username, '1');
          await storage.setItem(input.password, '1');
          return { isSignedIn: true };`,
      },
      program: [
        {
          actor: 'A',
          realm: 'app',
          run: (client) => {
            runs += 1;
            const [username, password] = runs % 2 === 0 ? ['x', 'y'] : ['y', 'x'];
            return client.signIn({ username: username ?? '', password: password ?? '' });
          },
        },
      ],
    };
  };

  test('finds the same as one that runs it once', async () => {
    const { durationMs: _, ...once } = await checkTiny(COUNTERS);

    const { durationMs, ...twice } = await checkTiny(COUNTERS, { checkDeterminism: true });

    expect(twice).toEqual(once);
    expect(durationMs).toBeGreaterThan(0);
  });

  test.each([
    ['random', () => randomStrategy(1)],
    ['exhaustive', () => exhaustiveStrategy()],
  ])('is inconclusive at the first that differs, in orders that are %s', async (_, strategy) => {
    const result = await checkTiny(alternating(), { checkDeterminism: true, strategy: strategy() });

    expect(result).toMatchObject({
      verdict: 'inconclusive',
      reason:
        'uncontrolled: two runs of one schedule differ in step A:1: ' +
        'first "write "y" = "1"", then "write "x" = "1"", first after step A',
      coverage: 'sampled',
      executions: 1,
      findings: [],
    });
  });

  test('notices at once what is otherwise noticed after the last run', async () => {
    const invariants = [{ name: 'own', statement: 'It holds.', check: () => undefined }];

    expect(await checkTiny({ ...alternating(), invariants })).toMatchObject({
      verdict: 'inconclusive',
      reason: expect.stringContaining('outlives an execution'),
    });
  });
});

describe('a check in which an invariant breaks', () => {
  let result: Result;
  let finding: Finding;

  beforeAll(async () => {
    result = await checkTiny(COUNTERS);
    finding = result.findings[0] as Finding;
  });

  test('fails with how often and when first', () => {
    expect(result.verdict).toBe('fails');
    expect(result.failing).toBe(finding.hits);
    expect(finding.hits).toBeGreaterThan(1);
    expect(finding.firstHit).toBeLessThanOrEqual(result.executions);
  });

  test('has a finding that is shrunk', () => {
    expect(result.findings).toHaveLength(1);
    expect(finding).toMatchObject({
      invariant: 'no-lost-update',
      message: '1 lost',
      steps: 10,
      preemptions: 1,
    });
    expect(finding.interleaving.actors).toEqual(['A', 'B']);
  });

  test('names the race in a sentence and in two steps', () => {
    const [first, second] = finding.race?.steps ?? [];

    expect(first?.actor).not.toBe(second?.actor);
    expect([first?.what, second?.what]).toEqual(['read "counter" -> nothing', 'write "counter" = "1"']);
    expect(finding.race?.sentence).toBe(
      `If ${second?.actor}'s write "counter" = "1" came before ${first?.actor}'s read "counter" -> nothing, ` +
        'no invariant would break.',
    );
  });

  test('says what the actors went by and when it broke', () => {
    const [first, second] = finding.race?.steps ?? [];
    const stale = finding.staleReads.find(({ actor }) => actor === first?.actor);

    expect(stale).toMatchObject({
      kind: 'read',
      what: 'read "counter" -> nothing',
      since: { id: second?.id },
    });
    expect(finding.breaches).toMatchObject([
      { invariant: 'no-lost-update', actor: expect.stringMatching(/A|B/) },
    ]);
  });

  test('marks the racing rows and where the context switched', () => {
    const { rows } = finding.interleaving;

    expect(rows.filter(({ racing }) => racing)).toHaveLength(2);
    expect(rows.filter(({ contextSwitch }) => contextSwitch)).toHaveLength(finding.preemptions);
  });

  test('has a signature of invariant and symptom', () => {
    expect(finding.signature).toMatch(/^no-lost-update\/an-update-is-lost\//);
  });

  test('gives the command that replays it', () => {
    expect(finding.replay).toBe(`npx amplify-race replay ${finding.schedule}`);
  });

  test('writes no trace unless it is told where', () => {
    expect(finding).not.toHaveProperty('trace');
  });

  test('shows the same again from its schedule', async () => {
    const { actors, choices } = parseScheduleString(finding.schedule);
    const program = COUNTERS.program.filter(({ actor }) => actors.includes(actor));

    const replayed = await replayChoices(tinySubject({ ...COUNTERS, program }), choices);

    expect(replayed.violations.map(({ message }) => message)).toEqual([finding.message]);
    expect(replayed.schedule).toHaveLength(finding.steps);
  });
});

describe('the trace of a finding', () => {
  test('is written where it is told, and replays to the same hash as the schedule does', async () => {
    const tracesDir = await temporaryDirectory();
    const { findings } = await checkTiny(COUNTERS, { tracesDir });
    const [finding] = findings;
    const trace = await readTrace(finding?.trace ?? '');
    const { choices } = parseScheduleString(finding?.schedule ?? '');
    const program = COUNTERS.program.filter(({ actor }) => partsIn(trace).includes(actor));

    const fromTrace = await replaySchedule(
      tinySubject({ ...COUNTERS, program }),
      trace.steps.map(({ id }) => id),
    );
    const fromSchedule = await replayChoices(tinySubject({ ...COUNTERS, program }), choices);

    expect(await readdir(tracesDir)).toEqual([`tiny-6.0.0-${trace.hash.slice(0, 8)}.json`]);
    expect([fromTrace.divergence, fromTrace.hash, fromSchedule.hash]).toEqual([
      undefined,
      trace.hash,
      trace.hash,
    ]);
    expect(fromTrace.schedule).toEqual(trace.steps.map(({ id }) => id));
  });

  test('names what it is of', async () => {
    const { findings } = await checkTiny(COUNTERS, {
      tracesDir: await temporaryDirectory(),
      file: './mine.ts',
    });

    expect(await readTrace(findings[0]?.trace ?? '')).toMatchObject({
      scenario: { name: 'tiny', file: 'mine.ts', options: {} },
      amplify: { spec: 'tiny', version: '6.0.0' },
      seed: 1,
      actors: [
        { part: 'A', actor: 'A', realm: 'app' },
        { part: 'B', actor: 'B', realm: 'app' },
      ],
      verdict: {
        ...{ invariant: 'no-lost-update', message: '1 lost', signature: findings[0]?.signature },
        cause: findings[0]?.cause,
      },
    });
    expect(parseScheduleString(findings[0]?.schedule ?? '')).toMatchObject({
      scenario: 'tiny',
      file: 'mine.ts',
    });
  });

  test('that the disk does not take is left out of the finding, with the reason', async () => {
    const tracesDir = join(await temporaryDirectory(), '\0');

    const { verdict, findings } = await checkTiny(COUNTERS, { tracesDir });

    expect(verdict).toBe('fails');
    expect(findings[0]).toMatchObject({ untraced: expect.stringMatching(/^cannot write /) });
    expect(findings[0]).not.toHaveProperty('trace');
  });
});

describe('findings', () => {
  const all = (count: number): Invariant[] =>
    Array.from({ length: count }, (_, index) => ({ ...never, name: `never-${index}` }));

  test('are one per execution: the most severe invariant counts', async () => {
    const { findings } = await checkTiny({ program: [actor('A', 'signOut')], invariants: all(3) });

    expect(findings.map(({ invariant }) => invariant)).toEqual(['never-0']);
  });

  test('stay the same when they are shrunk, although a more severe invariant breaks in a smaller program', async () => {
    const calls = (execution: Execution): number => execution.calls.length;
    const severe = {
      ...never,
      name: 'severe',
      check: (it: Execution) => (calls(it) < 2 ? never.check(it) : undefined),
    };

    const { findings } = await checkTiny({
      program: [actor('A', 'signOut'), actor('B', 'signOut')],
      invariants: [severe, never],
    });

    expect(findings.map(({ invariant, interleaving }) => [invariant, interleaving.actors])).toEqual([
      ['never', ['A', 'B']],
    ]);
  });

  test('are of the most severe symptoms, those of one cause together; one cause does not hide others', async () => {
    const byFirstCall: Invariant = {
      ...never,
      check: ({ calls }) => {
        const [first] = calls.toSorted((one, other) => (one.startedAt ?? 0) - (other.startedAt ?? 0));
        return { symptom: `${first?.actor} was first`, message: 'it broke' };
      },
    };
    const calls = {
      shared: 'let others = 0;',
      signOut: 'others += 1;',
      getCurrentUser: `if (others === 8) await new Promise(() => {}); ${NOBODY_IS_SIGNED_IN}`,
    };
    const program = [...[...'ABCDEFGH'].map((name) => actor(name, 'signOut')), actor('I', 'getCurrentUser')];

    const { findings, failing, unexplained } = await checkTiny(
      { calls, program, invariants: [byFirstCall] },
      { strategy: randomStrategy(3) },
    );

    const causes = findings.map(({ cause }) => cause);
    const together = causes.filter((cause, index) => cause !== causes[index - 1]);
    expect(failing).toBe(50);
    expect(findings[0]?.invariant).toBe('calls-settle');
    expect(findings.length).toBeGreaterThan(4);
    expect(together.length).toBeGreaterThan(1);
    expect(together).toEqual([...new Set(causes)]);
    expect(findings.length + (unexplained?.length ?? 0)).toBe(10);
    expect(unexplained?.every((symptom) => /^never\/[A-I]-was-first$/.test(symptom))).toBe(true);
  });
});

test('progress goes through the phases of a check and ends with its figures', async () => {
  const seen: Progress[] = [];

  const result = await checkTiny(COUNTERS, { onProgress: (progress) => seen.push(progress) });

  const phases = seen.map(({ phase }) => phase).filter((phase, index, phases) => phase !== phases[index - 1]);
  expect(phases).toEqual(['exploring', 'confirming', 'shrinking', 'explaining']);
  expect(seen.at(-1)).toMatchObject({
    scenario: 'tiny',
    amplify: 'tiny (6.0.0)',
    planned: 50,
    executions: 50,
    classes: result.classes,
    failing: result.failing,
    findings: 1,
  });
});

test('an unhandled rejection of the program under test is a finding and no failure of the host', async () => {
  const { verdict, findings } = await checkTiny({
    calls: { signOut: "Promise.reject(new TypeError('nobody handles me'));" },
    program: [actor('A', 'signOut')],
  });

  expect([verdict, findings.map(({ invariant }) => invariant)]).toEqual([
    'fails',
    ['no-unhandled-rejection'],
  ]);
});

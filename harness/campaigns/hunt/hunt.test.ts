import { readdir } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryDirectory } from '../../../host/fixtures.ts';
import type { HuntResult } from '../../../results/hunt.ts';
import { readTrace } from '../../analysis/trace/trace-file.ts';
import { type TinyCalls, tinyRelease } from '../../simulation/fixtures.ts';
import type { Scenario, Start } from '../../simulation/scenario/scenario.ts';
import { type HuntOptions, hunt } from './hunt.ts';
import type { LoadScenario } from './investigate.ts';

/** A call that starts while another is under way never comes back. On the web Amplify is given no storage. */
function hanging(flag: string, result = ''): string {
  return `
    if (${flag}) await new Promise(() => {});
    ${flag} = true;
    try { await storage?.getItem('x'); } finally { ${flag} = false; }
    return ${result};`;
}

/** One race, of two sessions being fetched. */
const ONE_RACE = { shared: 'let busy = false;', fetchAuthSession: hanging('busy', '{}') };
const TWO_RACES = { ...ONE_RACE, shared: 'let busy = false, leaving = false;', signOut: hanging('leaving') };

/** Where nobody is signed in, so that a release has no session to look after. */
function on(calls: TinyCalls): LoadScenario {
  const release = tinyRelease(calls);
  return async (scenario: Scenario) => ({
    release,
    scenario: { ...scenario, start: () => withoutSession(scenario.start({})) },
    options: {},
    program: () => scenario.program({}),
    seed: 1,
  });
}

function withoutSession({ devices, ...start }: Start): Start {
  const storages = Object.entries(devices).map(([name, { storage }]) => [name, { storage }]);
  return { ...start, devices: Object.fromEntries(storages) };
}

function huntFor(
  runs: number,
  options: Partial<HuntOptions> & Pick<HuntOptions, 'load'>,
): Promise<HuntResult> {
  return hunt({ seed: 1, budget: { runs }, ...options });
}

/** All but what a clock says. */
function withoutTimes(result: HuntResult): unknown {
  return JSON.parse(
    JSON.stringify(result, (name, value) => (/^(durationMs|firstSeconds)$/.test(name) ? undefined : value)),
  );
}

describe('on a release with one race', () => {
  let result: HuntResult;

  beforeAll(async () => {
    result = await huntFor(4000, { load: on(ONE_RACE) });
  });

  test('it is the one root cause, however many programs and orders show it', () => {
    expect(result.failing).toBeGreaterThan(5);
    expect(result.causes.map(({ findings }) => findings.map(({ invariant }) => invariant))).toEqual([
      ['calls-settle'],
    ]);
    expect(result.causes[0]?.cause).toBe('getTokens+getTokens');
  });

  test('it is shown by the smallest program that has it', () => {
    expect(result.causes[0]?.findings[0]?.program).toMatch(
      /^(session|refresh) \| (session|refresh) \(react-native with \w+ storage; expired tokens\)$/,
    );
  });

  test('the same seed finds the same', async () => {
    const again = await huntFor(4000, { load: on(ONE_RACE) });

    expect(withoutTimes(again)).toEqual(withoutTimes(result));
  });

  test('another seed gives the same root cause the same signature', async () => {
    const other = await huntFor(4000, { seed: 2, load: on(ONE_RACE) });

    expect(other.causes.map(({ cause }) => cause)).toEqual(result.causes.map(({ cause }) => cause));
  });
});

test('two races of different calls are two root causes', async () => {
  const load = on(TWO_RACES);

  const { causes } = await huntFor(1500, { load });

  expect(causes.map(({ cause }) => cause).sort()).toEqual(['getTokens+getTokens', 'signOut+signOut']);
});

test('nothing is found where nothing breaks, and nothing is written', async () => {
  const directory = await temporaryDirectory();

  const result = await huntFor(100, { directory, load: on({}) });

  expect(result).toMatchObject({ causes: [], failing: 0, inconclusive: 0, executions: 100 });
  expect(await readdir(directory)).toEqual([]);
});

test('a finding is saved as a trace and as a scenario file', async () => {
  const directory = await temporaryDirectory();

  const { causes } = await huntFor(1500, {
    directory,
    load: on(ONE_RACE),
  });

  const [finding] = causes[0]?.findings ?? [];
  const trace = await readTrace(finding?.trace ?? '');
  expect(trace.verdict.signature).toBe(finding?.signature);
  expect(trace.scenario.file).toBe(finding?.scenarioFile);
  expect(await readdir(directory)).toHaveLength(2);
});

test('what escapes control is inconclusive, with the reason', async () => {
  const load = on({
    fetchAuthSession: `
      const host = Function('return this')();
      await new Promise((done) => host.setTimeout(done, 1));
      return {};`,
  });

  const result = await huntFor(200, { load });

  expect(result.inconclusive).toBeGreaterThan(0);
  expect(result.reason).toMatch(/^uncontrolled: /);
});

test('it stops when the user interrupts', async () => {
  const controller = new AbortController();
  let executions = 0;

  const result = await hunt({
    seed: 1,
    budget: { signal: controller.signal },
    load: on({}),
    onProgress: (progress) => {
      executions = progress.executions;
      if (executions === 5) controller.abort();
    },
  });

  expect(result).toMatchObject({ executions: 5, interrupted: true });
});

import { beforeAll, describe, expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import { concurrentRefresh } from '../../../scenarios/concurrent-refresh.ts';
import { loadRelease } from '../../amplify/releases/load-release.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { plainStrategy, tinyRelease } from '../../simulation/fixtures.ts';
import { resolveOptions } from '../../simulation/scenario/options.ts';
import { type FrameMapper, frameMapper } from './source-frames.ts';

describe('the frames of a step on the installed release', () => {
  let executed: Executed;
  let frames: FrameMapper;

  beforeAll(async () => {
    const release = await loadRelease('installed');
    const options = resolveOptions(concurrentRefresh.options, { calls: '1' });
    const program = () => concurrentRefresh.program(options);
    const subject = { release, scenario: concurrentRefresh, options, program, seed: 1 };
    executed = await execute(subject, plainStrategy(), { observed: true, stacks: true });
    frames = frameMapper(release);
  });

  const framesOf = (words: string) =>
    frames(executed.steps.find((step) => stepInWords(step.facts()).startsWith(words))?.stack);

  test('of a write begin in the token store, in its TypeScript source', () => {
    const [innermost] = framesOf('write refreshToken');

    expect(innermost?.file).toMatch(/^@aws-amplify\/auth\/src\/.*\/TokenStore\.ts$/);
    expect(innermost?.function).toContain('storeTokens');
    expect(innermost?.line).toBeGreaterThan(1);
  });

  test('lead from there through the orchestrator to the call of the app', () => {
    const functions = framesOf('write refreshToken').map((frame) => frame.function?.split('.').at(-1));

    expect(functions).toEqual(
      expect.arrayContaining(['storeTokens', 'refreshTokens', 'getTokens', 'fetchAuthSession']),
    );
  });

  test('of a request leave out the layers below Auth that every request passes through', () => {
    const request = executed.steps.find(({ kind }) => kind === 'request');

    const functions = frames(request?.stack).map((frame) => frame.function);

    expect(request?.stack).toContain('retryMiddleware');
    expect(functions.length).toBeGreaterThan(0);
    expect(functions).not.toContain('retryMiddleware');
    expect(frames(request?.stack)[0]?.file).toMatch(/^@aws-amplify\/auth\//);
  });

  test('are none for the start of a call', () => {
    expect(framesOf('calls')).toEqual([]);
  });
});

test('a release without source map has no frames', () => {
  const frames = frameMapper(tinyRelease());

  expect(frames('Error\n    at signOut (amplify-bundle-0.js:1:1)')).toEqual([]);
});

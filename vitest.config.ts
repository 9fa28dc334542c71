import { defineConfig } from 'vitest/config';

/** Each in a process of its own: they listen to it, change it, or count what it has done so far. */
const ALONE = [
  'cli/{console,stray-rejections}.test.ts',
  'fakes/storage/conformance/amplify.test.ts',
  'harness/checking/check/{codes-not-prose,leftovers}.test.ts',
  'harness/instrumentation/rewind/**/*.test.ts',
  'harness/simulation/execution/rejections.test.ts',
  'vitest/**/*.test.ts',
];

/** Of `--mode quick`: what needs no build, no network and less than a second. */
const QUICK = {
  include: [
    'fakes/**/*.test.ts',
    'harness/{amplify/realm,analysis,checking/known,simulation}/**/*.test.ts',
    'host/**/*.test.ts',
    'reports/**/*.test.ts',
    'results/**/*.test.ts',
  ],
  exclude: [
    'fakes/**/conformance/**',
    'fakes/cognito/{commutation,service-model}.test.ts',
    'harness/amplify/realm/ephemeral-word.test.ts',
    'harness/analysis/{aftermath,cause,shrink}/**',
    'harness/simulation/invariants/{cut-short-sign-outs,refused-calls,undeclared-comparisons}.test.ts',
  ],
};

export default defineConfig(({ mode }) => {
  const { include, exclude } = mode === 'quick' ? QUICK : { include: ['**/*.test.ts'], exclude: [] };
  const together = {
    name: 'together',
    // A process of its own for each file would take as long as all but the slowest sixty.
    isolate: false,
    include,
    exclude: ['dist/**', 'examples/**', 'node_modules/**', ...ALONE, ...exclude],
  };
  const alone = { name: 'alone', include: ALONE };
  return {
    test: {
      testTimeout: 60_000,
      hookTimeout: 60_000,
      // By default one core is left idle, which is half of a small machine.
      maxWorkers: '100%',
      projects: (mode === 'quick' ? [together] : [together, alone]).map((test) => ({ extends: true, test })),
    },
  };
});

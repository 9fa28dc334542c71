import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');

/** What GitHub accepts as a composite action, as far as ours goes. */
const Action = z.strictObject({
  name: z.string(),
  description: z.string(),
  branding: z.strictObject({ icon: z.string(), color: z.string() }),
  inputs: z.record(z.string(), z.strictObject({ description: z.string(), default: z.string() })),
  runs: z.strictObject({
    using: z.literal('composite'),
    steps: z.array(
      z.union([
        z.strictObject({
          shell: z.literal('bash'),
          'working-directory': z.string(),
          run: z.string(),
          env: z.record(z.string(), z.string()),
        }),
        z.strictObject({
          if: z.string().optional(),
          uses: z.string(),
          with: z.record(z.string(), z.union([z.string(), z.boolean()])),
        }),
      ]),
    ),
  }),
});

const text = readFileSync(join(root, 'action.yml'), 'utf8');
const { inputs, runs } = Action.parse(parse(text));

test('every input is used, and nothing else is asked for', () => {
  const used = [...text.matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name);

  expect(new Set(used)).toEqual(new Set(Object.keys(inputs)));
});

test('its shell part is a script that reads each input that it is given', () => {
  const [step] = runs.steps.filter((candidate) => 'run' in candidate);

  expect(step?.run).toBe('bash "$GITHUB_ACTION_PATH/ci/check"');
  expect(existsSync(join(root, 'ci/check'))).toBe(true);
  const script = readFileSync(join(root, 'ci/check'), 'utf8');
  const given = Object.keys(step?.env ?? {}).filter((name) => name.startsWith('INPUT_'));
  expect(given.filter((name) => !script.includes(name))).toEqual([]);
});

test('no input is put into the text of a shell command, where it could be a command of its own', () => {
  const commands = runs.steps.flatMap((step) => ('run' in step ? [step.run] : []));

  expect(commands.filter((command) => command.includes('${{'))).toEqual([]);
});

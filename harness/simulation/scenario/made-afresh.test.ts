import { describe, expect, test } from 'vitest';
import { programOf, startOf } from './made-afresh.ts';
import { type ActorProgram, defineScenario, type Start } from './scenario.ts';

const START: Start = { users: [], devices: { phone: { storage: 'fifo' } }, realms: {} };

function scenario(parts: { start?: () => Start; program?: () => readonly ActorProgram[] }) {
  return defineScenario({
    name: 'made',
    title: 'Made afresh',
    description: 'For tests.',
    options: {},
    start: () => START,
    program: () => [],
    ...parts,
  });
}

describe('a program that is made for each execution', () => {
  test('has variables of its own', async () => {
    const made = scenario({
      program: () => {
        let count = 0;
        return [{ actor: 'A', realm: 'app', run: async () => (count += 1) }];
      },
    });
    const counts: unknown[] = [];
    for (let run = 0; run < 3; run += 1) {
      const [actor] = programOf(made, {});
      if (actor && 'run' in actor) counts.push(await actor.run({} as never));
    }

    expect(counts).toEqual([1, 1, 1]);
  });

  test('is refused where it is another one, with the place in which it differs', () => {
    let times = 0;
    const made = scenario({
      program: () => [{ actor: `A${times++}`, realm: 'app', calls: [{ api: 'signOut' }] }],
    });
    programOf(made, {});

    expect(() => programOf(made, {})).toThrow(/program\(\) returned something else.*"A0".*"A1"/s);
  });

  test('may differ between options', () => {
    let times = 0;
    const made = scenario({ program: () => [{ actor: `A${times++}`, realm: 'app', calls: [] }] });
    programOf(made, { calls: 1 });

    expect(() => programOf(made, { calls: 2 })).not.toThrow();
  });
});

test.each<[string, () => () => Start]>([
  [
    'other users',
    () => {
      const users: { username: string; password: string }[] = [];
      return () => {
        users.push({ username: `u${users.length}`, password: 'p' });
        return { ...START, users };
      };
    },
  ],
  [
    'another clock',
    () => {
      let clock = 0;
      return () => ({ ...START, devices: { phone: { storage: 'fifo', clock: clock++ } } });
    },
  ],
  [
    'fewer devices',
    () => {
      let times = 0;
      return () => (times++ === 0 ? START : { ...START, devices: {} });
    },
  ],
])('a start is refused where it has %s than the first time', (_, make) => {
  const made = scenario({ start: make() });
  startOf(made, {});

  expect(() => startOf(made, {})).toThrow('start() returned something else than the first time');
});

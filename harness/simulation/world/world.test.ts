import { describe, expect, test } from 'vitest';
import { Lineage, type Step } from './step.ts';
import { World } from './world.ts';

function worldOf(options: { seed?: number; observed?: boolean; stacks?: boolean } = {}): World {
  return new World({ seed: 1, observed: false, ...options });
}

function stepOf(id: string, run: () => void = () => {}): Step {
  return {
    lineage: Lineage.root(id),
    id,
    kind: 'call',
    actor: id,
    realm: 'app',
    resource: undefined,
    writes: false,
    runsJavaScript: true,
    stack: undefined,
    facts: () => ({ kind: 'call', operation: id }),
    run,
  };
}

describe('a world', () => {
  test('offers the steps of its sources in the order in which they were added', () => {
    const world = worldOf();
    for (const id of ['A', 'B'])
      world.addSource({ collect: (into) => into.push(stepOf(id)), dropRealm() {} });

    expect(world.enabled().map(({ id }) => id)).toEqual(['A', 'B']);
  });

  test('refuses two steps with one id, as nobody could tell them apart', () => {
    const world = worldOf();
    for (const id of ['A', 'B', 'A'])
      world.addSource({ collect: (into) => into.push(stepOf(id)), dropRealm() {} });

    expect(() => world.enabled()).toThrow(/^two enabled steps have the same id, "A"/);
  });

  test('keeps the steps taken, in order', () => {
    const world = worldOf();
    for (const id of ['B', 'A', 'C']) world.take(stepOf(id));

    expect(world.taken.map(({ id }) => id)).toEqual(['B', 'A', 'C']);
  });

  test('begins at the same moment whatever the time of the host', () => {
    expect(new (worldOf().clock.Date)().toISOString()).toBe('2026-01-01T00:00:00.000Z');
  });

  test('gives what a step issues ids below its own', () => {
    const world = worldOf();
    const issued: string[] = [];
    const issue = (): void => void issued.push(world.issue(() => 'something').lineage.id);

    world.take(stepOf('A', issue));
    world.take(stepOf('B', () => [issue(), issue()]));

    expect(issued).toEqual(['A:1', 'B:1', 'B/1']);
  });

  test('gives what a phase outside the steps issues ids below its name', () => {
    const world = worldOf();
    world.enter('start of A');

    expect(world.issue(() => 'something').lineage.id).toBe('start of A:1');
  });

  test('takes what is issued in a step for its actor’s', () => {
    const world = worldOf();
    let actor = '';

    world.take(stepOf('A', () => (actor = world.issue(() => 'something').actor)));

    expect(actor).toBe('A');
  });
});

describe('an observed world', () => {
  test('follows an actor through awaits into the steps of others', async () => {
    const world = worldOf({ observed: true });
    let goOn = (): void => {};
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const actors: string[] = [];
    world.runAs('A', () => void gate.then(() => actors.push(world.actor())));

    world.take(stepOf('B', goOn));
    await gate;
    world.dispose();

    expect(actors).toEqual(['A']);
  });
});

describe('a world that keeps stacks', () => {
  test('has that of what is issued, others do not', () => {
    const keeping = worldOf({ stacks: true });

    function whoIssuesIt(world: World): string | undefined {
      return world.issue(() => 'something').stack;
    }

    expect(whoIssuesIt(keeping)).toContain('whoIssuesIt');
    expect(whoIssuesIt(worldOf())).toBeUndefined();
  });
});

describe('what comes outside any step', () => {
  test('is reported with the last step before it', () => {
    const world = worldOf();
    world.take(stepOf('A'));
    world.settle();

    world.issue(() => 'read key');

    expect(world.uncontrolled).toMatchObject({ what: 'read key outside any step', afterStep: 'A' });
  });

  test('is reported once: the first place is the one to look at', () => {
    const world = worldOf();
    world.settle();
    world.issue(() => 'first');

    world.issue(() => 'second');

    expect(world.uncontrolled?.what).toBe('first outside any step');
  });

  test('is not: what a step or the boot issues', () => {
    const world = worldOf();

    world.issue(() => 'at boot');
    world.settle();
    world.take(stepOf('A', () => void world.issue(() => 'in a step')));

    expect(world.uncontrolled).toBeUndefined();
  });
});

describe('randomness in a world', () => {
  const draw = (world: World): number => world.draw().below(1_000_000);

  function drawsIn(id: string, { seed = 1, before = [] as string[] } = {}): number[] {
    const world = worldOf({ seed });
    for (const other of before) world.take(stepOf(other, () => void draw(world)));
    const draws: number[] = [];
    world.take(stepOf(id, () => draws.push(draw(world), draw(world))));
    return draws;
  }

  test('is the same for the same seed and step, whatever was drawn elsewhere before', () => {
    expect(drawsIn('A', { before: ['B', 'C'] })).toEqual(drawsIn('A'));
  });

  test('differs from draw to draw', () => {
    const [first, second] = drawsIn('A');

    expect(first).not.toBe(second);
  });

  test('differs between steps', () => {
    expect(drawsIn('A')).not.toEqual(drawsIn('B'));
  });

  test('differs between seeds', () => {
    expect(drawsIn('A', { seed: 1 })).not.toEqual(drawsIn('A', { seed: 2 }));
  });
});

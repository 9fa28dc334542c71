import { describe, expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import type { Step } from './step.ts';
import { TimerPort } from './timer-port.ts';
import { WORLD_EPOCH, World } from './world.ts';

/** A realm's timers, a callback that notes when it was called, and a way to let what is due next fire. */
function timersOf(realm = 'app') {
  const world = new World({ seed: 1, observed: false });
  const port = world.addSource(new TimerPort(world));
  const fired: string[] = [];
  const note = (name: string) => (): void => {
    fired.push(`${name} at ${world.clock.now - WORLD_EPOCH}`);
  };
  const fire = (most = 1): Step[] => {
    const before = world.taken.length;
    for (let count = 0; count < most; count += 1) {
      const [step] = world.enabled();
      if (step) world.take(step);
    }
    return world.taken.slice(before);
  };
  return { world, port, timers: port.forRealm(realm), fired, note, fire };
}

describe('timers', () => {
  test('fire in the order of virtual time, which moves on to each', () => {
    const { timers, fired, note, fire } = timersOf();
    timers.setTimeout(note('later'), 50);
    timers.setTimeout(note('sooner'), 20);

    fire(2);

    expect(fired).toEqual(['sooner at 20', 'later at 50']);
  });

  test('for the same moment fire in the order in which they were set', () => {
    const { timers, fired, note, fire } = timersOf();
    for (const name of ['first', 'second', 'third']) timers.setTimeout(note(name), 5);

    fire(3);

    expect(fired).toEqual(['first at 5', 'second at 5', 'third at 5']);
  });

  test('are one enabled step at a time: a later one cannot overtake', () => {
    const { world, timers, note } = timersOf();
    timers.setTimeout(note('sooner'), 5);
    timers.setTimeout(note('later'), 6);

    expect(world.enabled().map((step) => stepInWords(step.facts()))).toEqual(['timer fires: 5 ms pass']);
  });

  test('that are cleared never fire', () => {
    const { world, timers, note } = timersOf();
    timers.clearTimeout(timers.setTimeout(note('timeout'), 5));
    timers.clearInterval(timers.setInterval(note('interval'), 5));

    expect(world.enabled()).toEqual([]);
  });

  test('that fired can be cleared without harm to others', () => {
    const { timers, fired, note, fire } = timersOf();
    const handle = timers.setTimeout(note('first'), 5);
    fire();
    timers.setTimeout(note('second'), 5);
    timers.clearTimeout(handle);

    fire();

    expect(fired).toEqual(['first at 5', 'second at 10']);
  });

  test('hand their further arguments to the callback', () => {
    const { timers, fire } = timersOf();
    let given: unknown[] = [];
    timers.setTimeout((...args) => (given = args), 5, 'one', 2);

    fire();

    expect(given).toEqual(['one', 2]);
  });

  test('set while one fires count from that moment', () => {
    const { timers, fired, note, fire } = timersOf();
    timers.setTimeout(() => timers.setTimeout(note('inner'), 10), 5);

    fire(2);

    expect(fired).toEqual(['inner at 15']);
  });

  test('without delay, set while one fires, do not overtake one that was due before', () => {
    const { timers, fired, note, fire } = timersOf();
    timers.setTimeout(() => timers.setTimeout(note('inner')), 10);
    timers.setTimeout(note('due before'), 11);

    fire(3);

    expect(fired).toEqual(['due before at 11', 'inner at 11']);
  });

  test.each([
    ['a fraction of a millisecond less', 1.9, 1.5],
    ['no number', Number.NaN, 1],
    ['more milliseconds than fit 31 bits', 2 ** 32, 1],
    ['a negative delay', -3, 0],
  ])('are taken as in Node with %s', (_, delay, other) => {
    const { timers, fired, note, fire } = timersOf();
    timers.setTimeout(note('first'), delay);
    timers.setTimeout(note('second'), other);

    const steps = fire(2);

    expect(fired).toEqual(['first at 1', 'second at 1']);
    expect(steps.map(({ id }) => id)).toEqual(['boot:1', 'boot/1']);
  });

  test('that throw report it as unhandled and the execution goes on', () => {
    const { world, timers, fired, note, fire } = timersOf();
    const error = new Error('from a timer');
    timers.setTimeout(() => {
      throw error;
    }, 5);
    timers.setTimeout(note('next'), 6);

    fire(2);

    expect(world.unhandledRejections.map(({ reason }) => reason)).toEqual([error]);
    expect(fired).toEqual(['next at 6']);
  });

  test('of a dead realm are dropped, those of others stay', () => {
    const { world, port, timers, fired, note, fire } = timersOf();
    timers.setTimeout(note('dead'), 5);
    port.forRealm('other').setTimeout(note('alive'), 6);
    world.dropRealm('app');

    fire(2);

    expect(fired).toEqual(['alive at 6']);
  });

  test('move the virtual date', () => {
    const { world, timers, fire } = timersOf();
    timers.setTimeout(() => {}, 86_400_000);

    fire();

    expect(new world.clock.Date().toISOString()).toBe('2026-01-02T00:00:00.000Z');
  });
});

describe('intervals', () => {
  test('fire again and again', () => {
    const { timers, fired, note, fire } = timersOf();
    timers.setInterval(note('tick'), 10);

    fire(3);

    expect(fired).toEqual(['tick at 10', 'tick at 20', 'tick at 30']);
  });

  test('have a causal id of its own for every turn', () => {
    const { timers, note, fire } = timersOf();
    timers.setInterval(note('tick'), 10);

    const steps = fire(3);

    expect(new Set(steps.map(({ id }) => id)).size).toBe(3);
  });

  test('end when they are cleared after some turns', () => {
    const { timers, fired, note, fire } = timersOf();
    const handle = timers.setInterval(note('tick'), 10);
    fire(2);
    timers.clearInterval(handle);

    fire(2);

    expect(fired).toEqual(['tick at 10', 'tick at 20']);
  });

  test('end when their own callback clears them', () => {
    const { timers, fired, note, fire } = timersOf();
    const handle = timers.setInterval(() => {
      note('tick')();
      timers.clearInterval(handle);
    }, 10);

    fire(3);

    expect(fired).toEqual(['tick at 10']);
  });

  test('without a period let virtual time move on', () => {
    const { timers, fired, note, fire } = timersOf();
    timers.setInterval(note('tick'));
    timers.setTimeout(note('timeout'), 3);

    fire(4);

    expect(fired).toContain('timeout at 3');
  });
});

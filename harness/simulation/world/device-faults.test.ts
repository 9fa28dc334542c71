import { describe, expect, test } from 'vitest';
import { stepInWords } from '../../../results/words/step.ts';
import { type ClockJump, ClockPort } from './clock-port.ts';
import { DeviceClock } from './device-clock.ts';
import { FaultBudget } from './fault-budget.ts';
import { KillPort } from './kill-port.ts';
import { SuspensionPort, type SuspensionRule } from './suspension-port.ts';
import { TimerPort } from './timer-port.ts';
import { World } from './world.ts';

function idsOf(world: World): string[] {
  return world.enabled().map(({ id }) => id);
}

function take(world: World, id: string): void {
  const step = world.enabled().find((candidate) => candidate.id === id);
  if (!step) throw new Error(`${id} is not enabled`);
  world.take(step);
}

/** Two tabs with a timer each: one of 10 ms, two of 20 ms. */
function tabs({ rules, dies = false }: { rules: readonly SuspensionRule[]; dies?: boolean }) {
  const world = new World({ seed: 1, observed: false });
  const timers = world.addSource(new TimerPort(world));
  const fired: [string, number][] = [];
  const started = world.clock.now;
  for (const [realm, delay] of [
    ['one', 10],
    ['two', 20],
  ] as const) {
    timers.forRealm(realm).setTimeout(() => fired.push([realm, world.clock.now - started]), delay);
  }
  const port = world.addSource(new SuspensionPort(world, new FaultBudget(world, 2), rules));
  if (dies)
    world.addSource(
      new KillPort(world, [{ realm: 'one', between: 'killed', amid: 'killed', restart: () => {} }]),
    );
  return { world, port, fired };
}

describe('a suspended realm', () => {
  test('runs no code until it runs again', () => {
    const { world } = tabs({ rules: [{ realm: 'one' }] });
    const before = idsOf(world);

    take(world, 'suspended-one');
    const suspended = idsOf(world);
    take(world, 'suspended-one:1');

    expect(before).toEqual(['boot:1', 'suspended-one']);
    expect(suspended).toEqual(['boot/1', 'suspended-one:1']);
    expect(idsOf(world)).toEqual(['boot:1']);
  });

  test('has its timers overtaken by those of others; they fire late, and time does not go back', () => {
    const { world, fired } = tabs({ rules: [{ realm: 'one' }] });

    for (const id of ['suspended-one', 'boot/1', 'suspended-one:1', 'boot:1']) take(world, id);

    expect(fired).toEqual([
      ['two', 20],
      ['one', 20],
    ]);
  });

  test('can be killed, and is started again awake', () => {
    const { world } = tabs({ rules: [{ realm: 'one' }], dies: true });
    take(world, 'suspended-one');

    const suspended = idsOf(world);
    take(world, 'kill-one');

    expect(suspended).toEqual(['boot/1', 'suspended-one:1', 'kill-one']);
    expect(world.isSuspended('one')).toBe(false);
  });

  test('is so once, unless said otherwise', () => {
    const { world } = tabs({ rules: [{ realm: 'one', times: 2 }] });
    take(world, 'suspended-one');
    take(world, 'suspended-one:1');
    const again = idsOf(world);
    take(world, 'suspended-one*2');
    take(world, 'suspended-one*2:1');

    expect(again).toEqual(['boot:1', 'suspended-one*2']);
    expect(idsOf(world)).toEqual(['boot:1']);
  });

  test('has an end of its own for each rule about it, and each rule another name', () => {
    const { world } = tabs({ rules: [{ realm: 'one' }, { realm: 'one', sleeps: 3_600_000 }] });
    const before = idsOf(world);
    take(world, 'suspended-one~2');
    const during = world.enabled().map(({ id, facts }) => [id, facts().milliseconds]);

    expect(before).toEqual(['boot:1', 'suspended-one', 'suspended-one~2']);
    expect(during).toEqual([
      ['boot/1', 20],
      ['suspended-one~2:1', 3_600_000],
    ]);
  });

  test('runs again after a sleep, in which nothing happens, if it is to', () => {
    const { world, fired } = tabs({ rules: [{ realm: 'one', sleeps: 3_600_000 }] });
    take(world, 'suspended-one');
    const end = world.enabled().find(({ kind }) => kind === 'recovery');

    for (const id of ['suspended-one:1', 'boot:1', 'boot/1']) take(world, id);

    expect(end && stepInWords(end.facts())).toBe('one runs again, 3600 s later');
    expect(fired).toEqual([
      ['one', 3_600_000],
      ['two', 3_600_000],
    ]);
  });

  test('conflicts, as it sleeps, with all that goes by the time', () => {
    const { world } = tabs({ rules: [{ realm: 'one', sleeps: 1 }] });
    for (const id of ['suspended-one', 'suspended-one:1']) take(world, id);

    expect(['clock', 'server:clock'].map((location) => world.touched.get(location))).toEqual([
      'write',
      'write',
    ]);
  });

  test('is part of the state', () => {
    const { world, port } = tabs({ rules: [{ realm: 'one' }] });
    const before = port.digest();
    take(world, 'suspended-one');

    expect([before, port.digest()]).toEqual(['', 'suspended-one:1']);
  });
});

/** A phone whose clock may jump, with an app on it that has a timer, if `running`. */
function phone({ jumps, running = true }: { jumps: readonly ClockJump[]; running?: boolean }) {
  const world = new World({ seed: 1, observed: false });
  const timers = world.addSource(new TimerPort(world));
  if (running) timers.forRealm('app').setTimeout(() => {}, 10);
  const clock = new DeviceClock(
    () => world.clock.now,
    0,
    () => world.touch('read', '!clock:phone'),
  );
  world.addSource(
    new ClockPort(world, new FaultBudget(world, 2), {
      jumps,
      clocks: new Map([['phone', { clock, realms: ['app'] }]]),
    }),
  );
  return { world, clock };
}

describe('a clock', () => {
  test('jumps once, in a step, and time itself goes on as it did', () => {
    const { world, clock } = phone({ jumps: [{ device: 'phone', by: -3_600_000 }] });
    const trueTime = world.clock.now;
    const [, jump] = world.enabled();

    take(world, 'clock-phone');

    expect(jump && stepInWords(jump.facts())).toBe('the clock of phone jumps 3600 s back');
    expect([clock.Date.now(), world.clock.now]).toEqual([trueTime - 3_600_000, trueTime]);
    expect(idsOf(world)).toEqual(['boot:1']);
  });

  test('may make several jumps, in any order', () => {
    const { world } = phone({
      jumps: [
        { device: 'phone', by: 1000 },
        { device: 'phone', by: -1000 },
      ],
    });

    expect(idsOf(world)).toEqual(['boot:1', 'clock-phone', 'clock-phone~2']);
  });

  test('waits with its jump for code that could notice it', () => {
    expect(idsOf(phone({ jumps: [{ device: 'phone', by: 1 }], running: false }).world)).toEqual([]);
  });

  test('conflicts, as it jumps, with what reads it', () => {
    const { world } = phone({ jumps: [{ device: 'phone', by: 1 }] });
    take(world, 'clock-phone');

    expect(world.touched.get('!clock:phone')).toBe('write');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STORAGE_BACKENDS } from '../../../fakes/storage/catalogue.ts';
import { applyOperation, type StorageData, type StorageOperation } from '../../../fakes/storage/operation.ts';
import type { StorageOrdering } from '../../../fakes/storage/ordering.ts';
import { stepInWords } from '../../../results/words/step.ts';
import type { Step } from './step.ts';
import { StoragePort } from './storage-port.ts';
import { World } from './world.ts';

function storageOf(ordering: StorageOrdering, entries: Readonly<Record<string, string>> = {}) {
  const world = new World({ seed: 1, observed: false });
  const data: StorageData = new Map(Object.entries(entries));
  const port = world.addSource(
    new StoragePort(world, {
      device: 'phone',
      backend: STORAGE_BACKENDS[ordering],
      data,
      describeKey: (key) => key,
      describeValue: (value) => `<${value}>`,
    }),
  );
  return { world, data, port };
}

const set = (key: string, value: string): StorageOperation => ({ method: 'setItem', key, value });
const get = (key: string): StorageOperation => ({ method: 'getItem', key });

const kinds = (steps: readonly Step[]): string[] => steps.map(({ kind, id }) => `${kind} ${id}`);

/** Lets every microtask that is due run. */
const rest = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('an operation', () => {
  test('changes the data in its effect and tells its caller in its completion', async () => {
    const { world, data, port } = storageOf('fifo');
    const told: unknown[] = [];
    port.perform('app', set('key', 'value')).then((result) => told.push(['told', result]));

    const [effect] = world.enabled();
    if (effect) world.take(effect);
    await rest();
    const afterEffect = { value: data.get('key'), told: [...told] };
    const [completion] = world.enabled();
    if (completion) world.take(completion);
    await rest();

    expect(afterEffect).toEqual({ value: 'value', told: [] });
    expect(told).toEqual([['told', undefined]]);
  });

  test('does nothing before its effect is picked', () => {
    const { data, port } = storageOf('fifo', { key: 'old' });

    void port.perform('app', set('key', 'new'));

    expect(data.get('key')).toBe('old');
  });

  test('that reads gets the value of the moment of its effect', async () => {
    const { world, data, port } = storageOf('fifo', { key: 'old' });
    const read = port.perform('app', get('key'));
    const [effect] = world.enabled();
    if (effect) world.take(effect);
    data.set('key', 'new');

    const [completion] = world.enabled();
    if (completion) world.take(completion);

    expect(await read).toBe('old');
  });

  test('says what it did once it has', () => {
    const { world, port } = storageOf('fifo', { key: 'value' });
    void port.perform('app', get('key'));
    const [effect] = world.enabled();
    const before = effect && stepInWords(effect.facts());
    if (effect) world.take(effect);

    expect([
      before,
      effect && stepInWords(effect.facts()),
      ...world.enabled().map((next) => stepInWords(next.facts())),
    ]).toEqual(['read key', 'read key -> <value>', 'read key -> <value> done']);
  });

  test.each([
    ['read', get('key'), 'phone:key', false],
    ['write', set('key', 'value'), 'phone:key', true],
    ['removal', { method: 'removeItem', key: 'key' } as const, 'phone:key', true],
    ['clearing', { method: 'clear' } as const, 'phone:*', true],
  ])('that is a %s names what it touches', (_, operation, resource, writes) => {
    const { world, port } = storageOf('fifo');
    void port.perform('app', operation);

    expect(world.enabled()).toMatchObject([{ kind: 'effect', resource, writes, runsJavaScript: false }]);
  });

  test('of a dead realm never completes; what took effect stays', async () => {
    const { world, data, port } = storageOf('fifo');
    let told = false;
    void port.perform('app', set('done', 'yes')).then(() => (told = true));
    void port.perform('app', set('waiting', 'yes'));
    const [effect] = world.enabled();
    if (effect) world.take(effect);

    world.dropRealm('app');
    await rest();

    expect(world.enabled()).toEqual([]);
    expect([...data.keys()]).toEqual(['done']);
    expect(told).toBe(false);
  });

  test('of another realm survives the death of one', () => {
    const { world, port } = storageOf('fifo');
    void port.perform('app', set('dead', 'yes'));
    void port.perform('other', set('alive', 'yes'));

    world.dropRealm('app');

    expect(world.enabled().map((step) => step.realm)).toEqual(['other']);
  });
});

describe('ordering', () => {
  test('fifo: only the operation issued first can take effect, only the first effect can complete', () => {
    const { world, port } = storageOf('fifo');
    for (const key of ['a', 'b', 'c']) void port.perform('app', set(key, ''));

    const atFirst = kinds(world.enabled());
    for (let count = 0; count < 2; count += 1) {
      const effect = world.enabled().find(({ kind }) => kind === 'effect');
      if (effect) world.take(effect);
    }

    expect(atFirst).toEqual(['effect boot:1']);
    expect(kinds(world.enabled())).toEqual(['completion boot:2', 'effect boot/2']);
  });

  test('unordered: each operation can take effect, and each effect can complete', () => {
    const { world, port } = storageOf('unordered');
    for (const key of ['a', 'b', 'c']) void port.perform('app', set(key, ''));

    const atFirst = kinds(world.enabled());
    for (const id of ['boot/1', 'boot/2']) {
      const effect = world.enabled().find((step) => step.id === id);
      if (effect) world.take(effect);
    }

    expect(atFirst).toEqual(['effect boot:1', 'effect boot/1', 'effect boot/2']);
    expect(kinds(world.enabled()).sort()).toEqual([
      'completion boot/1:1',
      'completion boot/2:1',
      'effect boot:1',
    ]);
  });

  test('sync: an operation is done when it returns, without a step', async () => {
    const { world, data, port } = storageOf('sync');

    const write = port.perform('app', set('key', 'value'));
    const stored = data.get('key');

    expect(world.enabled()).toEqual([]);
    expect(stored).toBe('value');
    expect(await write).toBeUndefined();
  });

  test('each device has a queue of its own', () => {
    const { world, port } = storageOf('fifo');
    const tablet = world.addSource(
      new StoragePort(world, {
        device: 'tablet',
        backend: STORAGE_BACKENDS.fifo,
        data: new Map(),
        describeKey: (key) => key,
        describeValue: (value) => value,
      }),
    );
    void port.perform('app', set('key', ''));
    void tablet.perform('other', set('key', ''));

    expect(world.enabled().map(({ resource }) => resource)).toEqual(['phone:key', 'tablet:key']);
  });
});

describe('any order of steps of a world', () => {
  const key = fc.constantFrom('a', 'b');
  const operation: fc.Arbitrary<StorageOperation> = fc.oneof(
    fc.record({ method: fc.constant('getItem' as const), key }),
    fc.record({ method: fc.constant('setItem' as const), key, value: fc.constantFrom('1', '2', '3') }),
    fc.record({ method: fc.constant('removeItem' as const), key }),
    fc.record({ method: fc.constant('clear' as const) }),
  );
  /** Concurrent flows, each awaiting one operation after the other, and the choices among enabled steps. */
  const run = fc.record({
    flows: fc.array(fc.array(operation, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
    choices: fc.infiniteStream(fc.nat(1000)),
  });

  /** Runs the flows and notes what was issued, took effect and was told, each in its order, and every result. */
  async function runFlows(
    ordering: 'fifo' | 'unordered',
    flows: readonly (readonly StorageOperation[])[],
    choices: Iterator<number>,
  ) {
    const { world, data, port } = storageOf(ordering);
    const issued: StorageOperation[] = [];
    const results = new Map<StorageOperation, unknown>();
    const told: StorageOperation[] = [];
    for (const flow of flows) {
      void (async () => {
        for (const one of flow) {
          // A copy tells equal operations apart.
          const own = { ...one };
          issued.push(own);
          results.set(own, await port.perform('app', own));
          told.push(own);
        }
      })();
    }
    await rest();
    for (let enabled = world.enabled(); enabled.length > 0; enabled = world.enabled()) {
      const step = enabled[(choices.next().value ?? 0) % enabled.length];
      if (step) world.take(step);
      await rest();
    }
    return { data, issued, results, told };
  }

  test('on a fifo storage is one that a serial queue could have produced', async () => {
    await fc.assert(
      fc.asyncProperty(run, async ({ flows, choices }) => {
        const { data, issued, results, told } = await runFlows('fifo', flows, choices[Symbol.iterator]());

        // The reference: a serial executor, which carries out what it was given one by one.
        const reference: StorageData = new Map();
        const expected = issued.map((one) => applyOperation(reference, one));
        expect(told).toEqual(issued);
        expect(issued.map((one) => results.get(one))).toEqual(expected);
        expect([...data].sort()).toEqual([...reference].sort());
        expect(issued).toHaveLength(flows.flat().length);
      }),
      { numRuns: 150, seed: 1 },
    );
  });

  test('on an unordered storage need not be', async () => {
    const outcome = await fc.check(
      fc.asyncProperty(run, async ({ flows, choices }) => {
        const { issued, told } = await runFlows('unordered', flows, choices[Symbol.iterator]());
        expect(told).toEqual(issued);
      }),
      { numRuns: 150, seed: 1, endOnFailure: true },
    );

    expect(outcome.failed).toBe(true);
  });
});

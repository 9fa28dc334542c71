import { describe, expect, test } from 'vitest';
import type { WireRequest } from '../../../fakes/cognito/wire.ts';
import { stepInWords } from '../../../results/words/step.ts';
import { FaultBudget } from './fault-budget.ts';
import { type NetworkFault, type NetworkFaultRule, NetworkFaults } from './network-fault.ts';
import { NetworkPort } from './network-port.ts';
import { type OutageRule, Outages } from './outages.ts';
import { World } from './world.ts';

const URL_OF_POOL = 'https://cognito-idp.us-east-1.amazonaws.com/';

const APP = { realm: 'app', device: 'phone', isBrowser: false };

interface Troubled {
  readonly faults?: readonly (NetworkFault | NetworkFaultRule)[];
  readonly outages?: readonly OutageRule[];
  readonly max?: number;
}

/** A network with a server that counts the requests it gets and answers with the count. */
function networkOf({ faults = [], outages = [], max = 1 }: Troubled = {}) {
  const world = new World({ seed: 1, observed: false });
  const budget = new FaultBudget(world, max);
  const requests: { request: WireRequest; id: string }[] = [];
  const port = world.addSource(
    new NetworkPort(world, {
      server: {
        respond: (request, id) => {
          requests.push({ request, id });
          return {
            status: 200,
            headers: { 'x-count': String(requests.length) },
            body: `{"count":${requests.length}}`,
          };
        },
        faultResponse: (kind) => ({
          status: 599,
          headers: kind === 'captive-portal' ? {} : { 'access-control-allow-origin': '*' },
          body: kind,
        }),
        outcomeOf: ({ status }) =>
          status === 200 ? { code: 'answered' } : { code: 'refused', error: String(status) },
      },
      injection: {
        budget,
        faults: new NetworkFaults(faults),
        outages: new Outages(world, budget, { rules: outages, devices: ['phone', 'tablet'] }),
      },
    }),
  );
  const take = (kind: string): void => {
    const step = world.enabled().find((candidate) => candidate.kind === kind);
    if (!step) throw new Error(`no ${kind} is enabled`);
    world.take(step);
  };
  const takeNamed = (id: string): void => {
    const step = world.enabled().find((candidate) => candidate.id === id);
    if (!step) throw new Error(`${id} is not enabled`);
    world.take(step);
  };
  return { world, port, requests, take, takeNamed };
}

const words = (world: World): string[] =>
  world.enabled().map((step) => `${step.kind}: ${stepInWords(step.facts())}`);

describe('a request', () => {
  test('reaches the server in one step and is answered in another', async () => {
    const { world, port, requests, take } = networkOf();
    const response = port.fetch(APP, URL_OF_POOL, { method: 'POST', body: 'x' });

    const before = [words(world), requests.length];
    take('request');
    const between = [words(world), requests.length];
    take('response');

    expect(before).toEqual([['request: /'], 0]);
    expect(between).toEqual([['response: / answered'], 1]);
    expect(await (await response).json()).toEqual({ count: 1 });
  });

  test('is told to the server with method, address, headers in lower case and body', () => {
    const { port, requests, take } = networkOf();
    void port.fetch(APP, new URL(URL_OF_POOL), {
      method: 'POST',
      headers: { 'X-Amz-Target': 'Service.Op' },
      body: '{}',
    });
    take('request');

    expect(requests).toEqual([
      {
        request: { method: 'POST', url: URL_OF_POOL, headers: { 'x-amz-target': 'Service.Op' }, body: '{}' },
        id: 'boot:1',
      },
    ]);
  });

  test('may overtake one that was sent before', () => {
    const { world, port } = networkOf();
    void port.fetch(APP, URL_OF_POOL);
    void port.fetch(APP, URL_OF_POOL);

    expect(world.enabled().map(({ id }) => id)).toEqual(['boot:1', 'boot/1']);
  });

  test('touches the server, its response does not', () => {
    const { world, port, take } = networkOf();
    void port.fetch(APP, URL_OF_POOL);

    const [request] = world.enabled();
    take('request');
    const [response] = world.enabled();

    expect(request).toMatchObject({ resource: 'server', writes: true, runsJavaScript: false });
    expect(response).toMatchObject({ resource: undefined, writes: false, runsJavaScript: true });
  });

  test('of a dead realm is forgotten, those of others are not', () => {
    const { world, port } = networkOf();
    void port.fetch(APP, URL_OF_POOL);
    void port.fetch({ ...APP, realm: 'other' }, URL_OF_POOL);

    world.dropRealm('app');

    expect(world.enabled().map(({ realm }) => realm)).toEqual(['other']);
  });
});

describe('a fault', () => {
  test('cannot hit unless the scenario allows it', () => {
    const { world, port, take } = networkOf();
    void port.fetch(APP, URL_OF_POOL);
    const before = words(world);
    take('request');

    expect([...before, ...words(world)]).toEqual(['request: /', 'response: / answered']);
  });

  test('that loses a request leaves the server as it was and fails the call', async () => {
    const { port, requests, take } = networkOf({ faults: ['request-lost'] });
    const response = port.fetch(APP, URL_OF_POOL);

    take('fault');

    await expect(response).rejects.toThrow(new TypeError('Network request failed'));
    expect(requests).toHaveLength(0);
  });

  test('that loses a response has changed the server and fails the call', async () => {
    const { port, requests, take } = networkOf({ faults: ['response-lost'] });
    const response = port.fetch(APP, URL_OF_POOL);
    take('request');

    take('fault');

    await expect(response).rejects.toThrow(new TypeError('Network request failed'));
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['request', 'request-lost', ['request: /', 'fault: / is lost']],
    ['response', 'response-lost', ['response: / answered', 'fault: / answered is lost']],
  ] as const)('of a %s is offered beside it', (stage, fault, expected) => {
    const { world, port, take } = networkOf({ faults: [fault] });
    void port.fetch(APP, URL_OF_POOL);
    if (stage === 'response') take('request');

    expect(words(world)).toEqual(expected);
  });

  test('ends its exchange: nothing of it can happen afterwards', () => {
    const { world, port, take } = networkOf({ faults: ['request-lost', 'response-lost'] });
    port.fetch(APP, URL_OF_POOL).catch(() => {});

    take('fault');

    expect(world.enabled()).toEqual([]);
  });

  test('hits no more often than the budget of an execution allows', () => {
    const { world, port, take } = networkOf({ faults: ['request-lost', 'response-lost'], max: 2 });
    for (let count = 0; count < 3; count += 1) port.fetch(APP, URL_OF_POOL).catch(() => {});

    take('fault');
    take('fault');

    expect(words(world)).toEqual(['request: /']);
  });

  test('has an id that tells it from what it stands for', () => {
    const { world, port } = networkOf({ faults: ['request-lost'] });
    void port.fetch(APP, URL_OF_POOL);

    expect(world.enabled().map(({ id }) => id)).toEqual(['boot:1', 'boot:1!lost']);
  });
});

const ids = (world: World): string[] => world.enabled().map(({ id }) => id);

describe('a request that a fault hits', () => {
  test.each<[NetworkFault, string]>([
    ['request-lost', 'TypeError'],
    ['request-aborted', 'AbortError'],
    ['request-timed-out', 'TimeoutError'],
  ])('never arrives: %s', async (fault, name) => {
    const { port, requests, take } = networkOf({ faults: [fault] });
    const response = port.fetch(APP, URL_OF_POOL);

    take('fault');

    await expect(response).rejects.toMatchObject({ name });
    expect(requests).toHaveLength(0);
  });

  test.each<[NetworkFault, string]>([
    ['response-lost', 'TypeError'],
    ['response-aborted', 'AbortError'],
    ['response-timed-out', 'TimeoutError'],
    ['response-cut-off', 'TypeError'],
  ])('has taken effect: %s', async (fault, name) => {
    const { port, requests, take } = networkOf({ faults: [fault] });
    const response = port.fetch(APP, URL_OF_POOL);
    take('request');

    take('fault');

    await expect(response).rejects.toMatchObject({ name });
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['request-hangs', 0],
    ['response-hangs', 1],
  ] as const)('never settles: %s', async (fault, arrived) => {
    const { world, port, requests, take } = networkOf({ faults: [fault] });
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    port.fetch(APP, URL_OF_POOL).then(settle, settle);
    if (fault === 'response-hangs') take('request');

    take('fault');
    await new Promise((resolve) => setImmediate(resolve));

    expect([settled, requests.length, ids(world)]).toEqual([false, arrived, []]);
  });

  test('in a browser has a status, and a body that cannot be read to its end', async () => {
    const { port, take } = networkOf({ faults: ['response-cut-off'] });
    const response = port.fetch({ ...APP, isBrowser: true }, URL_OF_POOL);
    take('request');

    take('fault');

    expect((await response).status).toBe(200);
    await expect((await response).text()).rejects.toThrow(new TypeError('network error'));
  });

  test('is answered something else, and has no effect', async () => {
    const { port, requests, take } = networkOf({ faults: ['internal-error'] });
    const response = port.fetch(APP, URL_OF_POOL);

    take('fault');

    expect(await (await response).text()).toBe('internal-error');
    expect(requests).toHaveLength(0);
  });

  test('is answered something else after it took effect', async () => {
    const { world, port, requests, take } = networkOf({
      faults: [{ kind: 'internal-error', afterEffect: true }],
    });
    const response = port.fetch(APP, URL_OF_POOL);
    const before = ids(world);
    take('request');

    take('fault');

    expect(before).toEqual(['boot:1']);
    expect(await (await response).text()).toBe('internal-error');
    expect(requests).toHaveLength(1);
  });

  test('is sent again by the platform, under a name of its own', async () => {
    const { world, port, requests, take } = networkOf({ faults: ['request-resent'] });
    const response = port.fetch(APP, URL_OF_POOL);
    take('request');
    const offered = ids(world);

    take('fault');
    take('request');
    take('response');

    expect(offered).toEqual(['boot:2', 'boot:2!resent']);
    expect(requests.map(({ id }) => id)).toEqual(['boot:1', 'boot:2!resent:1']);
    expect(await (await response).json()).toEqual({ count: 2 });
  });

  test('shows a page of the network to an app, and to no script in a browser', async () => {
    const outcomes = [false, true].map((isBrowser) => {
      const { port, take } = networkOf({ faults: ['captive-portal'] });
      const response = port.fetch({ ...APP, isBrowser }, URL_OF_POOL);
      take('fault');
      return response;
    });

    expect(await (await outcomes[0])?.text()).toBe('captive-portal');
    await expect(outcomes[1]).rejects.toThrow(TypeError);
  });
});

describe('a rule', () => {
  const GET_USER = { method: 'POST', headers: { 'X-Amz-Target': 'Service.GetUser' }, body: '{}' };

  test('limits a fault to some operations', () => {
    const { world, port } = networkOf({ faults: [{ kind: 'throttled', operations: ['GetUser'] }] });
    void port.fetch(APP, URL_OF_POOL);
    void port.fetch(APP, URL_OF_POOL, GET_USER);

    expect(ids(world)).toEqual(['boot:1', 'boot/1', 'boot/1!throttled']);
  });

  test('limits how often one fault hits, and leaves the others to the budget', () => {
    const { world, port, takeNamed } = networkOf({
      faults: [{ kind: 'throttled', times: 1 }, 'request-lost'],
      max: 3,
    });
    for (let count = 0; count < 2; count += 1) port.fetch(APP, URL_OF_POOL).catch(() => {});

    takeNamed('boot:1!throttled');

    expect(ids(world)).toEqual(['boot/1', 'boot/1!lost']);
  });

  test.each<[string, NetworkFaultRule, NetworkFaultRule, boolean]>([
    ['anything twice', { kind: 'throttled' }, { kind: 'throttled' }, false],
    ['an operation twice', { kind: 'throttled', operations: ['A', 'B'] }, { kind: 'throttled' }, false],
    [
      'two operations',
      { kind: 'throttled', operations: ['A'] },
      { kind: 'throttled', operations: ['B'] },
      true,
    ],
    ['before and after', { kind: 'throttled' }, { kind: 'throttled', afterEffect: true }, true],
  ])('may allow one fault beside another of its kind: %s', (_, one, other, allowed) => {
    const make = (): NetworkFaults => new NetworkFaults([one, other]);

    if (allowed) expect(make).not.toThrow();
    else expect(make).toThrow(/two rules allow the same request to meet "throttled"/);
  });

  test('hits only operations whose service model lists the error', () => {
    const faults = new NetworkFaults(['limit-exceeded', 'throttled']);

    const kinds = ['InitiateAuth', 'SignUp'].map((operation) => faults.of(operation).map(({ name }) => name));

    expect(kinds).toEqual([['throttled'], ['limit-exceeded', 'throttled']]);
  });

  test.each([
    [() => new NetworkFaults([{ kind: 'limit-exceeded', operations: ['InitiateAuth'] }])],
    [() => networkOf({ outages: [{ kind: 'limit-exceeded', operations: ['InitiateAuth'] }] })],
  ])('refuses an error for an operation that is never answered so', (make) => {
    expect(make).toThrow(
      'Cognito never answers InitiateAuth with "limit-exceeded", only: ' +
        'ConfirmSignUp, GetId, ResendConfirmationCode, SignUp',
    );
  });

  test('cannot allow what there is not', () => {
    expect(() => new NetworkFaults(['request-eaten' as NetworkFault])).toThrow(
      /no network fault "request-eaten"; faults: request-lost,/,
    );
  });
});

describe('an outage', () => {
  test('begins only while a request is under way that it would hit', () => {
    const { world, port } = networkOf({ outages: [{ kind: 'offline' }] });
    const idle = ids(world);
    void port.fetch({ ...APP, device: 'tablet' }, URL_OF_POOL);

    expect([idle, ids(world)]).toEqual([[], ['boot:1', 'offline-tablet']]);
  });

  test('lets nothing else happen to requests of a device that is offline, until it is online again', async () => {
    const { world, port, requests, takeNamed } = networkOf({ outages: [{ kind: 'offline' }] });
    const first = port.fetch(APP, URL_OF_POOL);
    takeNamed('boot:1');
    void port.fetch(APP, URL_OF_POOL);
    takeNamed('offline-phone');
    const offline = ids(world);
    takeNamed('boot:2!offline-phone');
    takeNamed('offline-phone:1');

    await expect(first).rejects.toThrow(new TypeError('Network request failed'));
    expect(offline).toEqual(['boot:2!offline-phone', 'boot:1/1!offline-phone', 'offline-phone:1']);
    expect(ids(world)).toEqual(['boot:1/1']);
    expect(requests).toHaveLength(1);
  });

  test('leaves other devices alone', () => {
    const { world, port, takeNamed } = networkOf({ outages: [{ kind: 'offline', devices: ['phone'] }] });
    void port.fetch(APP, URL_OF_POOL);
    void port.fetch({ ...APP, device: 'tablet' }, URL_OF_POOL);

    takeNamed('offline-phone');

    expect(ids(world)).toEqual(['boot:1!offline-phone', 'boot/1', 'offline-phone:1']);
  });

  test('of the service answers every request, and lets responses through', async () => {
    const { world, port, takeNamed } = networkOf({ outages: [{ kind: 'unavailable' }] });
    void port.fetch(APP, URL_OF_POOL);
    takeNamed('boot:1');
    const second = port.fetch(APP, URL_OF_POOL);
    takeNamed('outage-unavailable');
    const during = ids(world);

    takeNamed('boot:1/1!outage-unavailable');

    expect(during).toEqual(['boot:2', 'boot:1/1!outage-unavailable', 'outage-unavailable:1']);
    expect(await (await second).text()).toBe('unavailable');
  });

  test('counts as one fault, and begins as often as it may, each time under another name', () => {
    const { world, port, takeNamed } = networkOf({ outages: [{ kind: 'offline', times: 2 }], max: 2 });
    void port.fetch(APP, URL_OF_POOL);
    takeNamed('offline-phone');
    takeNamed('offline-phone:1');
    const again = ids(world);
    takeNamed('offline-phone*2');
    takeNamed('offline-phone*2:1');

    expect(again).toEqual(['boot:1', 'offline-phone*2']);
    expect(ids(world)).toEqual(['boot:1']);
  });

  test('of one kind has another name for each rule', () => {
    const { world, port, takeNamed } = networkOf({
      outages: [
        { kind: 'throttled', operations: ['GetUser'] },
        { kind: 'throttled' },
        { kind: 'offline' },
        { kind: 'offline', devices: ['phone'] },
      ],
      max: 2,
    });
    void port.fetch(APP, URL_OF_POOL);
    const before = ids(world);
    takeNamed('offline-phone~2');

    expect(before).toEqual(['boot:1', 'outage-throttled~2', 'offline-phone', 'offline-phone~2']);
    expect(ids(world)).toContain('offline-phone~2:1');
  });

  test('is told in words, as what goes wrong and what is well again', () => {
    const { world, port, takeNamed } = networkOf({ outages: [{ kind: 'offline', devices: ['phone'] }] });
    void port.fetch(APP, URL_OF_POOL);
    const before = words(world);
    takeNamed('offline-phone');

    expect(before.at(-1)).toBe('fault: phone goes offline');
    expect(words(world)).toEqual(['fault: / is lost', 'recovery: phone is online again']);
  });

  test('cannot be of a kind that there is not', () => {
    expect(() => networkOf({ outages: [{ kind: 'rain' as OutageRule['kind'] }] })).toThrow(
      /no outage "rain"; outages: offline, throttled,/,
    );
  });
});

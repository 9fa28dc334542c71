import { describe, expect, test } from 'vitest';
import type { WireRequest } from '../../fakes/cognito/wire.ts';
import { type NetworkFault, NetworkPort } from './network-port.ts';
import { World } from './world.ts';

const URL_OF_POOL = 'https://cognito-idp.us-east-1.amazonaws.com/';

/** A network with a server that counts the requests it gets and answers with the count. */
function networkOf(faults: readonly NetworkFault[] = [], maxFaults = 1) {
  const world = new World({ seed: 1, observed: false });
  const requests: { request: WireRequest; id: string }[] = [];
  const port = new NetworkPort(world, {
    server: {
      respond: (request, id) => {
        requests.push({ request, id });
        return {
          status: 200,
          headers: { 'x-count': String(requests.length) },
          body: `{"count":${requests.length}}`,
        };
      },
      describeRequest: () => 'Count',
      describeResponse: (_, response) => `Count answered ${response.status}`,
    },
    faults,
    maxFaults,
  });
  const take = (kind: string): void => {
    const step = world.enabled().find((candidate) => candidate.kind === kind);
    if (!step) throw new Error(`no ${kind} is enabled`);
    world.take(step);
  };
  return { world, port, requests, take };
}

const words = (world: World): string[] => world.enabled().map((step) => `${step.kind}: ${step.describe()}`);

describe('a request', () => {
  test('reaches the server in one step and is answered in another', async () => {
    const { world, port, requests, take } = networkOf();
    const response = port.fetch('app', URL_OF_POOL, { method: 'POST', body: 'x' });

    const before = [words(world), requests.length];
    take('request');
    const between = [words(world), requests.length];
    take('response');

    expect(before).toEqual([['request: Count'], 0]);
    expect(between).toEqual([['response: Count answered 200'], 1]);
    expect(await (await response).json()).toEqual({ count: 1 });
  });

  test('is told to the server with method, address, headers in lower case and body', () => {
    const { port, requests, take } = networkOf();
    void port.fetch('app', new URL(URL_OF_POOL), {
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
    void port.fetch('app', URL_OF_POOL);
    void port.fetch('app', URL_OF_POOL);

    expect(world.enabled().map(({ id }) => id)).toEqual(['boot:1', 'boot/1']);
  });

  test('touches the server, its response does not', () => {
    const { world, port, take } = networkOf();
    void port.fetch('app', URL_OF_POOL);

    const [request] = world.enabled();
    take('request');
    const [response] = world.enabled();

    expect(request).toMatchObject({ resource: 'server', writes: true, runsJavaScript: false });
    expect(response).toMatchObject({ resource: undefined, writes: false, runsJavaScript: true });
  });

  test('of a dead realm is forgotten, those of others are not', () => {
    const { world, port } = networkOf();
    void port.fetch('app', URL_OF_POOL);
    void port.fetch('other', URL_OF_POOL);

    world.dropRealm('app');

    expect(world.enabled().map(({ realm }) => realm)).toEqual(['other']);
  });
});

describe('a fault', () => {
  test('cannot strike unless the scenario allows it', () => {
    const { world, port, take } = networkOf();
    void port.fetch('app', URL_OF_POOL);
    const before = words(world);
    take('request');

    expect([...before, ...words(world)]).toEqual(['request: Count', 'response: Count answered 200']);
  });

  test('that loses a request leaves the server as it was and fails the call', async () => {
    const { port, requests, take } = networkOf(['request-lost']);
    const response = port.fetch('app', URL_OF_POOL);

    take('fault');

    await expect(response).rejects.toThrow(new TypeError('Network request failed'));
    expect(requests).toHaveLength(0);
  });

  test('that loses a response has changed the server and fails the call', async () => {
    const { port, requests, take } = networkOf(['response-lost']);
    const response = port.fetch('app', URL_OF_POOL);
    take('request');

    take('fault');

    await expect(response).rejects.toThrow(new TypeError('Network request failed'));
    expect(requests).toHaveLength(1);
  });

  test.each([
    ['request', 'request-lost', ['request: Count', 'fault: Count is lost']],
    ['response', 'response-lost', ['response: Count answered 200', 'fault: Count answered 200 is lost']],
  ] as const)('of a %s is offered beside it', (stage, fault, expected) => {
    const { world, port, take } = networkOf([fault]);
    void port.fetch('app', URL_OF_POOL);
    if (stage === 'response') take('request');

    expect(words(world)).toEqual(expected);
  });

  test('ends its exchange: nothing of it can happen afterwards', () => {
    const { world, port, take } = networkOf(['request-lost', 'response-lost']);
    port.fetch('app', URL_OF_POOL).catch(() => {});

    take('fault');

    expect(world.enabled()).toEqual([]);
  });

  test('strikes no more often than the budget of an execution allows', () => {
    const { world, port, take } = networkOf(['request-lost', 'response-lost'], 2);
    for (let count = 0; count < 3; count += 1) port.fetch('app', URL_OF_POOL).catch(() => {});

    take('fault');
    take('fault');

    expect(words(world)).toEqual(['request: Count']);
  });

  test('has an id that tells it from what it stands for', () => {
    const { world, port } = networkOf(['request-lost']);
    void port.fetch('app', URL_OF_POOL);

    expect(world.enabled().map(({ id }) => id)).toEqual(['boot:1', 'boot:1!lost']);
  });
});

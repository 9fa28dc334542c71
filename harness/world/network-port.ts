import type { WireRequest, WireResponse } from '../../fakes/cognito/wire.ts';
import { DeliveredResponse } from './delivered-response.ts';
import type { Lineage, Step } from './step.ts';
import type { Issued, StepSource, World } from './world.ts';

/** What the world puts behind the network: it answers at once, and its state changes then. */
export interface Server {
  /** @param requestId names the request, for whatever the server draws at random */
  respond(request: WireRequest, requestId: string): WireResponse;
  /** A request, and later its response, in words without secrets. */
  describeRequest(request: WireRequest): string;
  describeResponse(request: WireRequest, response: WireResponse): string;
}

/**
 * - `request-lost`: the request never reaches the server; the client sees a network error.
 * - `response-lost`: it takes effect there, but the client sees a network error.
 */
export type NetworkFault = 'request-lost' | 'response-lost';

export interface NetworkPortOptions {
  readonly server: Server;
  /** Faults that may strike, and how many in one execution. */
  readonly faults: readonly NetworkFault[];
  readonly maxFaults: number;
}

interface Exchange {
  readonly realm: string;
  readonly request: WireRequest;
  readonly resolve: (response: DeliveredResponse) => void;
  readonly reject: (error: Error) => void;
  readonly issued: Issued;
  response: WireResponse | undefined;
  steps: readonly Step[];
}

/** The network between realms and the server: a request's arrival and its response's delivery are two steps. */
export class NetworkPort implements StepSource {
  readonly #world: World;
  readonly #options: NetworkPortOptions;
  #exchanges: Exchange[] = [];
  #faultsLeft: number;

  constructor(world: World, options: NetworkPortOptions) {
    this.#world = world;
    this.#options = options;
    this.#faultsLeft = options.maxFaults;
    world.addSource(this);
  }

  /** The `fetch` of a realm. Resolves, rejects, or never settles when the realm dies first. */
  fetch(realm: string, input: unknown, init: RequestInit = {}): Promise<DeliveredResponse> {
    return new Promise((resolve, reject) => {
      const request = toWire(input, init);
      const issued = this.#world.issue(() => this.#options.server.describeRequest(request));
      const exchange: Exchange = { realm, request, resolve, reject, issued, response: undefined, steps: [] };
      exchange.steps = this.#requestSteps(exchange);
      this.#exchanges.push(exchange);
    });
  }

  collect(into: Step[]): void {
    for (const exchange of this.#exchanges) {
      for (const step of exchange.steps) if (step.kind !== 'fault' || this.#faultsLeft > 0) into.push(step);
    }
  }

  dropRealm(realm: string): void {
    this.#exchanges = this.#exchanges.filter((exchange) => exchange.realm !== realm);
  }

  #requestSteps(exchange: Exchange): Step[] {
    const { server, faults } = this.#options;
    const { request, issued } = exchange;
    const words = server.describeRequest(request);
    const arrives = this.#step(exchange, issued.lineage, 'request', words, false, () => {
      exchange.response = server.respond(request, issued.lineage.id);
      exchange.steps = this.#responseSteps(exchange, exchange.response);
    });
    if (!faults.includes('request-lost')) return [arrives];
    return [arrives, this.#faultStep(exchange, issued.lineage, `${words} is lost`)];
  }

  #responseSteps(exchange: Exchange, response: WireResponse): Step[] {
    const { server, faults } = this.#options;
    const lineage = exchange.issued.lineage.next();
    const words = server.describeResponse(exchange.request, response);
    const delivered = this.#step(exchange, lineage, 'response', words, true, () => {
      this.#end(exchange);
      exchange.resolve(new DeliveredResponse(response, exchange.request.url));
    });
    if (!faults.includes('response-lost')) return [delivered];
    return [delivered, this.#faultStep(exchange, lineage, `${words} is lost`)];
  }

  #faultStep(exchange: Exchange, instead: Lineage, words: string): Step {
    return this.#step(exchange, instead.alternative('lost'), 'fault', words, true, () => {
      this.#faultsLeft -= 1;
      this.#end(exchange);
      exchange.reject(new TypeError('Network request failed'));
    });
  }

  #end(exchange: Exchange): void {
    this.#exchanges = this.#exchanges.filter((other) => other !== exchange);
  }

  #step(
    exchange: Exchange,
    lineage: Lineage,
    kind: 'request' | 'response' | 'fault',
    words: string,
    runsJavaScript: boolean,
    run: () => void,
  ): Step {
    const { realm, issued } = exchange;
    return {
      lineage,
      id: lineage.id,
      kind,
      actor: issued.actor,
      realm,
      resource: kind === 'request' ? 'server' : undefined,
      writes: kind === 'request',
      runsJavaScript,
      stack: issued.stack,
      describe: () => words,
      outcome: () => (kind === 'request' ? `${exchange.response?.status} ${exchange.response?.body}` : ''),
      run,
    };
  }
}

function toWire(input: unknown, init: RequestInit): WireRequest {
  const headers: Record<string, string> = {};
  new Headers(init.headers).forEach((value, name) => {
    headers[name] = value;
  });
  return {
    method: init.method ?? 'GET',
    url: String(input),
    headers,
    body: typeof init.body === 'string' ? init.body : '',
  };
}

import { operationOf } from '../../../fakes/cognito/router.ts';
import type { WireRequest, WireResponse } from '../../../fakes/cognito/wire.ts';
import type { StepFacts } from '../../../results/step-facts.ts';
import { DeliveredResponse } from './delivered-response.ts';
import type { FaultBudget } from './fault-budget.ts';
import { type Damage, lost, type NetworkFaults, type PossibleFault, type Stage } from './network-fault.ts';
import type { Outages, OutageTarget } from './outages.ts';
import type { Server } from './server.ts';
import type { Lineage, Step } from './step.ts';
import type { Issued, StepSource, World } from './world.ts';

/** What the network needs to know about a realm. */
export interface NetworkPlace {
  readonly realm: string;
  readonly device: string;
  /** Whether scripts get the body before it is complete, and nothing that another origin withholds. */
  readonly isBrowser: boolean;
}

/** What may go wrong on a network. */
export interface NetworkInjection {
  readonly faults: NetworkFaults;
  readonly outages: Outages;
  readonly budget: FaultBudget;
}

export interface NetworkPortOptions {
  readonly server: Server;
  /** Undefined if no fault may happen. */
  readonly injection: NetworkInjection | undefined;
}

interface Exchange {
  readonly place: NetworkPlace;
  readonly request: WireRequest;
  readonly resolve: (response: DeliveredResponse) => void;
  readonly reject: (error: Error) => void;
  readonly issued: Issued;
  /** The next step if no fault happens. */
  next: Step;
  stage: Stage;
  /** The faults that may happen in its place. */
  faults: readonly { readonly fault: PossibleFault; readonly step: Step }[];
  /** The server's last answer. */
  response: WireResponse | undefined;
}

/** The network between realms and the server: a request's arrival and its response's delivery are two steps. */
export class NetworkPort implements StepSource {
  readonly #world: World;
  readonly #options: NetworkPortOptions;
  #exchanges: Exchange[] = [];

  constructor(world: World, options: NetworkPortOptions) {
    this.#world = world;
    this.#options = options;
  }

  /** The `fetch` of a realm. Resolves, rejects, or never settles when the realm dies first. */
  fetch(place: NetworkPlace, input: unknown, init: RequestInit = {}): Promise<DeliveredResponse> {
    return new Promise((resolve, reject) => {
      const request = toWire(input, init);
      const issued = this.#world.issue(() => operationOf(request));
      const begun: Omit<Exchange, 'next'> = {
        place,
        request,
        resolve,
        reject,
        issued,
        stage: 'request',
        faults: NONE,
        response: undefined,
      };
      const exchange = begun as Exchange;
      this.#awaitArrival(exchange, issued.lineage);
      this.#exchanges.push(exchange);
    });
  }

  collect(into: Step[]): void {
    const { injection } = this.#options;
    if (!injection) {
      for (const { next } of this.#exchanges) into.push(next);
      return;
    }
    const { outages, budget } = injection;
    for (const exchange of this.#exchanges) {
      const effect = outages.none ? undefined : outages.effectOn(targetOf(exchange));
      if (effect) {
        into.push(this.#faultStep(exchange, effect));
        continue;
      }
      into.push(exchange.next);
      for (const { fault, step } of exchange.faults) if (budget.allows(fault.quota)) into.push(step);
    }
    if (!outages.none) outages.collect(into, this.#exchanges.map(targetOf));
  }

  dropRealm(realm: string): void {
    this.#exchanges = this.#exchanges.filter(({ place }) => place.realm !== realm);
  }

  /** Equal if the same faults may happen. */
  digest(): string {
    return this.#options.injection?.outages.digest() ?? '';
  }

  #awaitArrival(exchange: Exchange, lineage: Lineage): void {
    const { server } = this.#options;
    const { request } = exchange;
    let answer: WireResponse | undefined;
    const requestFacts = (): StepFacts => ({
      kind: 'request',
      operation: operationOf(request),
      ...(answer && { outcome: server.outcomeOf(answer) }),
    });
    this.#await(
      exchange,
      'request',
      this.#step(exchange, lineage, { kind: 'request', facts: requestFacts }, () => {
        const response = server.respond(request, lineage.id, exchange.place.device);
        exchange.response = response;
        answer = response;
        this.#awaitDelivery(exchange, lineage.next(), response);
      }),
    );
  }

  #awaitDelivery(exchange: Exchange, lineage: Lineage, response: WireResponse): void {
    const responseFacts = (): StepFacts => ({
      kind: 'response',
      operation: operationOf(exchange.request),
      outcome: this.#options.server.outcomeOf(response),
    });
    this.#await(
      exchange,
      'response',
      this.#step(exchange, lineage, { kind: 'response', facts: responseFacts }, () => {
        this.#deliver(exchange, response);
      }),
    );
  }

  /** Puts an exchange into a stage in which `next` happens to it unless a fault does. */
  #await(exchange: Exchange, stage: Stage, next: Step): void {
    exchange.stage = stage;
    exchange.next = next;
    if (!this.#options.injection) return;
    const { faults, budget } = this.#options.injection;
    exchange.faults = faults
      .of(operationOf(exchange.request))
      .filter((fault) => fault.stage === stage)
      .map((fault) => ({
        fault,
        step: this.#faultStep(exchange, fault, () => budget.spend(fault.quota)),
      }));
  }

  #faultStep(
    exchange: Exchange,
    { name, code, damage }: Pick<PossibleFault, 'name' | 'code' | 'damage'>,
    spend: () => void = () => {},
  ): Step {
    const { next, stage } = exchange;
    const lineage = next.lineage.alternative(name);
    const facts = (): StepFacts => ({ ...next.facts(), kind: 'fault', fault: { code, stage } });
    return this.#step(
      exchange,
      lineage,
      { kind: 'fault', facts },
      () => {
        spend();
        this.#damage(exchange, lineage, damage);
      },
      runsJavaScript(damage),
    );
  }

  #damage(exchange: Exchange, lineage: Lineage, damage: Damage): void {
    const { server } = this.#options;
    switch (damage.does) {
      case 'reject':
        this.#fail(exchange, damage.error());
        break;
      case 'hang':
        this.#end(exchange);
        break;
      case 'resend':
        this.#awaitArrival(exchange, lineage.next());
        break;
      case 'cut-off':
        this.#cutOff(exchange);
        break;
      case 'answer':
        this.#answer(exchange, server.faultResponse(damage.kind, lineage.id));
        break;
    }
  }

  #cutOff(exchange: Exchange): void {
    const { response, place } = exchange;
    const whole = place.isBrowser ? response : undefined;
    if (whole) this.#deliver(exchange, whole, new TypeError('network error'));
    else this.#fail(exchange, lost());
  }

  /** A browser shows a script only what the response's origin lets it see. */
  #answer(exchange: Exchange, response: WireResponse): void {
    const isHidden = exchange.place.isBrowser && !('access-control-allow-origin' in response.headers);
    if (isHidden) this.#fail(exchange, lost());
    else this.#deliver(exchange, response);
  }

  #deliver(exchange: Exchange, response: WireResponse, broken?: Error): void {
    this.#end(exchange);
    exchange.resolve(new DeliveredResponse(response, exchange.request.url, broken));
  }

  #fail(exchange: Exchange, error: Error): void {
    this.#end(exchange);
    exchange.reject(error);
  }

  #end(exchange: Exchange): void {
    this.#exchanges = this.#exchanges.filter((other) => other !== exchange);
  }

  #step(
    exchange: Exchange,
    lineage: Lineage,
    { kind, facts }: { readonly kind: 'request' | 'response' | 'fault'; readonly facts: () => StepFacts },
    run: () => void,
    runsJavaScript = kind === 'response',
  ): Step {
    const { place, issued } = exchange;
    return {
      lineage,
      id: lineage.id,
      kind,
      actor: issued.actor,
      realm: place.realm,
      resource: kind === 'request' ? 'server' : undefined,
      writes: kind === 'request',
      runsJavaScript,
      stack: issued.stack,
      facts,
      outcome: () => (kind === 'request' ? `${exchange.response?.status} ${exchange.response?.body}` : ''),
      run: () => {
        if (this.#options.injection) this.#touchExchange(exchange);
        run();
      },
    };
  }

  /** The next step of an exchange and the faults in its place exclude each other. */
  #touchExchange(exchange: Exchange): void {
    const { injection } = this.#options;
    if (exchange.faults.length > 0) this.#world.touch('write', `!exchange:${exchange.next.id}`);
    injection?.outages.touch(targetOf(exchange));
  }
}

const NONE: Exchange['faults'] = [];

function targetOf({ place, request, stage }: Exchange): OutageTarget {
  return { device: place.device, operation: operationOf(request), stage };
}

function runsJavaScript({ does }: Damage): boolean {
  return does !== 'hang' && does !== 'resend';
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

import { type FaultKind, mayAnswer, operationsAnswering } from './fault-responses.ts';
import type { Surroundings } from './surroundings.ts';

/** A fault that is scheduled for requests. */
export interface Fault {
  readonly kind: FaultKind;
  /** Such as `InitiateAuth`, or a path of the hosted UI; by default all that can have this answer. */
  readonly operation?: string;
  /** Number of requests that it hits; 1 by default, `Infinity` for all from now on. */
  readonly times?: number;
  /** Whether the request takes effect before the fault replaces its response. Default false. */
  readonly afterEffect?: boolean;
}

/** The scheduled faults, in order. */
export class Faults {
  readonly #around: Surroundings;
  readonly #orders: { readonly fault: Fault; left: number }[] = [];

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** @throws {TypeError} if the operation cannot have this answer */
  add(fault: Fault): void {
    const { kind, operation } = fault;
    if (operation !== undefined && !mayAnswer(kind, operation)) {
      const answering = operationsAnswering(kind)?.join(', ');
      throw new TypeError(`${operation} is never answered "${kind}"; these operations are: ${answering}`);
    }
    this.#around.touch('write', 'faults');
    this.#orders.push({ fault, left: fault.times ?? 1 });
  }

  /** The fault that hits this request, used up by it. */
  take(operation: string): Fault | undefined {
    if (this.#orders.length === 0) return undefined;
    const order = this.#orders.find(
      ({ fault, left }) =>
        left > 0 && (fault.operation ?? operation) === operation && mayAnswer(fault.kind, operation),
    );
    this.#around.touch(Number.isFinite(order?.left ?? Infinity) ? 'write' : 'read', 'faults');
    if (!order) return undefined;
    order.left -= 1;
    return order.fault;
  }

  /** A line for each fault that is not used up. */
  describe(): string[] {
    return this.#orders
      .filter(({ left }) => left > 0)
      .map(({ fault, left }) => `fault ${fault.kind} ${fault.operation} ${fault.afterEffect} ${left}`);
  }
}

import {
  FAULT_KINDS,
  type FaultKind,
  mayAnswer,
  operationsAnswering,
} from '../../../fakes/cognito/fault-responses.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import type { FaultQuota } from './fault-budget.ts';

/**
 * What can happen to a request on its way, so that it never reaches the server, or to the response, after the request has
 * taken effect:
 * - `lost`: `fetch` rejects with a TypeError, as when offline, or when a name cannot be resolved or a connection is
 *   reset.
 * - `aborted`, `timed-out`: it rejects with an `AbortError` or a `TimeoutError`, which are not TypeErrors.
 * - `hangs`: it never settles. Only the platform limits that (about a minute on iOS, five in Chromium).
 *
 * And to the response alone:
 * - `response-cut-off`: its status and headers arrive, and reading its body rejects with a TypeError. On React Native,
 *   where `fetch` waits for the body, it is `response-lost`.
 * - `request-resent`: its connection breaks before it arrives, and the platform itself sends the request again, as
 *   Chromium does on a connection that was kept alive (`HttpNetworkTransaction::ShouldResendRequest`): the server has
 *   carried out the request twice, and Amplify knows of one.
 */
export type TransportFault =
  | `${'request' | 'response'}-${'lost' | 'aborted' | 'timed-out' | 'hangs'}`
  | 'response-cut-off'
  | 'request-resent';

/** A fault of the transport, or an answer in place of the server's. */
export type NetworkFault = TransportFault | FaultKind;

/** A fault that may happen, with its own limits. */
export interface NetworkFaultRule {
  readonly kind: NetworkFault;
  /**
   * Operations that it may hit, such as `InitiateAuth`, or paths; all by default. An error hits only those whose
   * service model lists it.
   */
  readonly operations?: readonly string[];
  /**
   * For an answer in place of the server's: whether the request has taken effect. By default it has not: whatever answers
   * has kept it from the server.
   */
  readonly afterEffect?: boolean;
  /** How often it may happen in one execution; by default limited only by the number of all faults together. */
  readonly times?: number;
}

/** The stage of an exchange that a fault replaces. */
export type Stage = 'request' | 'response';

/** What happens to an exchange that a fault hits. */
export type Damage =
  | { readonly does: 'reject'; readonly error: () => Error }
  | { readonly does: 'answer'; readonly kind: FaultKind }
  | { readonly does: 'hang' | 'cut-off' | 'resend' };

/** A fault as it may hit an exchange. */
export interface PossibleFault {
  readonly stage: Stage;
  /** Distinguishes it from other faults of the same stage. */
  readonly name: string;
  /** What happens to the request or response: a way to be lost, or the answer. */
  readonly code: string;
  readonly damage: Damage;
  readonly quota: FaultQuota;
}

/** The error with which `fetch` rejects if the network fails, in React Native's words. */
export function lost(): Error {
  return new TypeError('Network request failed');
}

export const LOST: Damage = { does: 'reject', error: lost };

const ABORTED: Damage = {
  does: 'reject',
  error: () => new DOMException('The operation was aborted.', 'AbortError'),
};
const TIMED_OUT: Damage = {
  does: 'reject',
  error: () => new DOMException('The operation timed out.', 'TimeoutError'),
};

type FaultEffect = Pick<PossibleFault, 'stage' | 'name' | 'code' | 'damage'>;

const TRANSPORT: Readonly<Record<TransportFault, FaultEffect>> = {
  'request-lost': faultEffect('request', 'lost', LOST),
  'request-aborted': faultEffect('request', 'aborted', ABORTED),
  'request-timed-out': faultEffect('request', 'timed-out', TIMED_OUT),
  'request-hangs': faultEffect('request', 'hangs', { does: 'hang' }),
  'response-lost': faultEffect('response', 'lost', LOST),
  'response-aborted': faultEffect('response', 'aborted', ABORTED),
  'response-timed-out': faultEffect('response', 'timed-out', TIMED_OUT),
  'response-hangs': faultEffect('response', 'hangs', { does: 'hang' }),
  'response-cut-off': faultEffect('response', 'cut-off', { does: 'cut-off' }),
  'request-resent': faultEffect('response', 'resent', { does: 'resend' }),
};

function faultEffect(stage: Stage, code: string, damage: Damage): FaultEffect {
  return { stage, name: code, code, damage };
}

/** The effect of an answer in place of the server's. */
export function answerEffect(kind: FaultKind, stage: Stage): FaultEffect {
  return faultEffect(stage, kind, { does: 'answer', kind });
}

export const NETWORK_FAULTS: readonly NetworkFault[] = [
  ...(Object.keys(TRANSPORT) as TransportFault[]),
  ...FAULT_KINDS,
];

/** A rule, and the operations that it may hit. */
interface Ruled {
  readonly operations: readonly string[] | undefined;
  readonly fault: PossibleFault;
}

/** The faults that a scenario allows on its network. */
export class NetworkFaults {
  readonly #ruled: readonly Ruled[];
  readonly #byOperation = new Map<string, readonly PossibleFault[]>();

  /** @throws {ScenarioError} for an unknown kind, or if two rules allow the same fault */
  constructor(rules: readonly (NetworkFault | NetworkFaultRule)[]) {
    this.#ruled = rules.map((rule, index) => ruled(typeof rule === 'string' ? { kind: rule } : rule, index));
    for (const [index, one] of this.#ruled.entries()) {
      if (this.#ruled.slice(index + 1).some((other) => overlap(one, other))) {
        throw new ScenarioError(`two rules allow the same ${one.fault.stage} to meet "${one.fault.name}"`);
      }
    }
  }

  /** The faults that may hit an operation, in the order of the rules. */
  of(operation: string): readonly PossibleFault[] {
    let faults = this.#byOperation.get(operation);
    if (!faults) {
      faults = this.#ruled
        .filter(({ operations }) => operations?.includes(operation) ?? true)
        .filter(({ fault: { damage } }) => damage.does !== 'answer' || mayAnswer(damage.kind, operation))
        .map(({ fault }) => fault);
      this.#byOperation.set(operation, faults);
    }
    return faults;
  }
}

function overlap(one: Ruled, other: Ruled): boolean {
  if (one.fault.stage !== other.fault.stage || one.fault.name !== other.fault.name) return false;
  return (
    (one.operations ?? other.operations)?.some((name) => other.operations?.includes(name) ?? true) ?? true
  );
}

function ruled(
  { kind, operations, afterEffect = false, times = Number.POSITIVE_INFINITY }: NetworkFaultRule,
  index: number,
): Ruled {
  if (!NETWORK_FAULTS.includes(kind)) {
    throw new ScenarioError(`no network fault "${kind}"; faults: ${NETWORK_FAULTS.join(', ')}`);
  }
  if (!isTransport(kind)) requireAnswering(kind, operations);
  const effect = isTransport(kind)
    ? TRANSPORT[kind]
    : answerEffect(kind, afterEffect ? 'response' : 'request');
  return { operations, fault: { ...effect, quota: { name: `network-${index} ${kind}`, times } } };
}

/** @throws {ScenarioError} for an operation that Cognito never answers in this way */
export function requireAnswering(kind: FaultKind, operations: readonly string[] = []): void {
  const never = operations.find((operation) => !mayAnswer(kind, operation));
  if (never === undefined) return;
  const answering = operationsAnswering(kind)?.join(', ');
  throw new ScenarioError(`Cognito never answers ${never} with "${kind}", only: ${answering}`);
}

/** Whether it is a fault of the transport, and not an answer in place of the server's. */
export function isTransport(kind: string): kind is TransportFault {
  return Object.hasOwn(TRANSPORT, kind);
}

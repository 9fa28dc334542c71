import type { FaultKind } from '../../../fakes/cognito/fault-responses.ts';
import type { WireRequest, WireResponse } from '../../../fakes/cognito/wire.ts';
import type { OutcomeFacts } from '../../../results/step-facts.ts';

/** What the world puts behind the network: it answers at once, and its state changes then. */
export interface Server {
  /**
   * @param requestId names the request, for whatever the server draws at random
   * @param device from where it is sent
   */
  respond(request: WireRequest, requestId: string, device: string): WireResponse;
  /** What is answered in its place when a fault hits. */
  faultResponse(kind: FaultKind, requestId: string): WireResponse;
  /** What a response says, without secrets. */
  outcomeOf(response: WireResponse): OutcomeFacts;
}

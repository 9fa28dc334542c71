import type { FaultKind } from '../../../fakes/cognito/fault-responses.ts';
import type { WireRequest, WireResponse } from '../../../fakes/cognito/wire.ts';
import type { OutcomeFacts } from '../../../results/step-facts.ts';

/** The server behind the world's network. It answers at once, and its state changes then. */
export interface Server {
  /**
   * @param requestId names the request, for whatever the server draws at random
   * @param device from where it is sent
   */
  respond(request: WireRequest, requestId: string, device: string): WireResponse;
  /** The answer in place of the server's when a fault hits. */
  faultResponse(kind: FaultKind, requestId: string): WireResponse;
  /** The outcome in a response, without secrets. */
  outcomeOf(response: WireResponse): OutcomeFacts;
}

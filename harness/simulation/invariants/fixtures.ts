import { FakeCognito, type StartedSession, type TokenSet } from '../../../fakes/cognito/fake-cognito.ts';
import type { CognitoOptions } from '../../../fakes/cognito/options.ts';
import type { StorageData } from '../../../fakes/storage/operation.ts';
import type { StepKind } from '../../../results/step-facts.ts';
import type { Execution, WholeExecution } from '../execution/execution.ts';
import { incidentsIn } from '../execution/incident.ts';
import type { CallRecord } from '../world/call-port.ts';
import { Lineage, type Step } from '../world/step.ts';
import { WORLD_EPOCH } from '../world/world.ts';
import { type Breach, type Invariant, NOT_IN_FORCE } from './invariant.ts';

const PROVIDER = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01';

/** A finished execution on one device (`phone`, realm `app`) where `alice` was signed in, for a test to change. */
export class FinishedExecution {
  now = WORLD_EPOCH;
  readonly server: FakeCognito;
  readonly tokens: StartedSession;
  readonly data: StorageData = new Map();
  readonly #prefix: string;
  readonly #keys: readonly string[];

  constructor(options: Partial<CognitoOptions> = {}) {
    this.server = new FakeCognito({ ...options, now: () => this.now });
    for (const username of ['alice', 'bob']) this.server.addUser({ username, password: 'x' });
    this.tokens = this.server.startSession('alice');
    this.#prefix = `CognitoIdentityServiceProvider.${this.server.options.clientId}`;
    this.store('alice', this.tokens);
    this.#keys = [...this.data.keys()];
  }

  /** Stores entries of a user, and the user as the one who is signed in. */
  store(username: string, entries: object): void {
    this.data.set(`${this.#prefix}.LastAuthUser`, username);
    for (const [name, value] of Object.entries(entries)) {
      if (typeof value === 'string') this.data.set(`${this.#prefix}.${username}.${name}`, value);
    }
  }

  remove(...names: string[]): void {
    for (const key of [...this.data.keys()])
      if (names.some((name) => key.endsWith(`.${name}`))) this.data.delete(key);
  }

  /** A refresh at the server. @param device from where */
  refresh(refreshToken = this.tokens.refreshToken, device?: string): Partial<TokenSet> {
    const { body } = this.#post('GetTokensFromRefreshToken', { RefreshToken: refreshToken }, device);
    const { AccessToken, IdToken, RefreshToken } = JSON.parse(body).AuthenticationResult ?? {};
    return {
      ...(AccessToken && { accessToken: AccessToken, idToken: IdToken }),
      ...(RefreshToken && { refreshToken: RefreshToken }),
    };
  }

  /** A sign-in at the server by a request from a device. */
  signInFrom(device: string, username: string): void {
    const AuthParameters = { USERNAME: username, PASSWORD: 'x' };
    this.#post('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }, device);
  }

  /** What the identity pool gives who has an id token, or a guest. */
  awsIdentity(idToken?: string): { readonly identityId: string; readonly accessKeyId: string } {
    const Logins = idToken === undefined ? {} : { [PROVIDER]: idToken };
    const IdentityPoolId = this.server.options.identityPoolId;
    const { IdentityId } = this.#postToIdentityPool('GetId', { IdentityPoolId, Logins });
    const { Credentials } = this.#postToIdentityPool('GetCredentialsForIdentity', { IdentityId, Logins });
    return { identityId: IdentityId, accessKeyId: Credentials.AccessKeyId };
  }

  revoke(): void {
    this.#post('RevokeToken', { Token: this.tokens.refreshToken });
  }

  #postToIdentityPool(operation: string, input: object) {
    const { body } = this.server.respond({
      method: 'POST',
      url: 'https://cognito-identity.us-east-1.amazonaws.com/',
      headers: { 'x-amz-target': `AWSCognitoIdentityService.${operation}` },
      body: JSON.stringify(input),
    });
    return JSON.parse(body);
  }

  #post(operation: string, input: object, device?: string): { body: string } {
    const request = {
      method: 'POST',
      url: 'https://cognito-idp.us-east-1.amazonaws.com/',
      headers: { 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
      body: JSON.stringify({ ClientId: this.server.options.clientId, ...input }),
    };
    return this.server.respond(request, undefined, device);
  }

  /** What invariants get to see. */
  with(facts: Partial<WholeExecution> = {}): WholeExecution {
    const { steps = [] } = facts;
    return {
      start: {
        users: [],
        devices: { phone: { storage: 'fifo' } },
        realms: { app: { device: 'phone', platform: 'react-native' } },
      },
      steps,
      incidents: steps.flatMap((step, index) =>
        incidentsIn(step, (id) => steps.find((other) => other.id === id)).map((what) => ({
          what,
          realm: step.realm,
          at: index + 1,
        })),
      ),
      order: undefined,
      calls: [],
      hub: [],
      loads: [],
      printed: [],
      crashes: [],
      devices: new Map([
        [
          'phone',
          {
            data: this.data,
            keyPrefix: '',
            initial: { username: 'alice', tokens: this.tokens, keys: this.#keys },
          },
        ],
      ]),
      server: this.server,
      unhandledRejections: [],
      uncontrolled: undefined,
      ending: 'quiescent',
      ...facts,
    };
  }
}

/** How an invariant breaks in an execution; undefined where it holds, or has nothing to judge. */
export function breachIn(invariant: Invariant, execution: Execution): Breach | undefined {
  const judgement = invariant.check(execution);
  return judgement === NOT_IN_FORCE ? undefined : judgement;
}

/** A call that has resolved, unless `facts` say otherwise. */
export function call(api: string, facts: Partial<CallRecord> = {}): CallRecord {
  return {
    id: 'A',
    actor: 'A',
    realm: 'app',
    api,
    status: 'resolved',
    startedAt: 1,
    settledAt: 2,
    startTime: WORLD_EPOCH,
    settleTime: WORLD_EPOCH,
    value: undefined,
    error: undefined,
    removed: [],
    ...facts,
  };
}

/** A step that was taken, for nobody in particular. */
export function step(kind: StepKind, facts: Partial<Step> = {}): Step {
  const lineage = facts.lineage ?? Lineage.root(kind);
  return {
    lineage,
    id: lineage.id,
    kind,
    actor: 'A',
    realm: 'app',
    resource: undefined,
    writes: false,
    runsJavaScript: true,
    stack: undefined,
    facts: () => ({ kind }),
    run() {},
    ...facts,
  };
}

/** A request and its response, as two steps. @param outcome status and body of the answer */
export function exchange(outcome: string, id = 'A:1'): [request: Step, response: Step] {
  const lineage = Lineage.root(id);
  return [
    step('request', { lineage, outcome: () => outcome }),
    step('response', { lineage: lineage.next(), outcome: () => '' }),
  ];
}

/** The part of an execution in which alice returns from the hosted UI to the realm `app`, with the events that Hub dispatches. */
export function cameBack(...events: readonly string[]): Pick<Execution, 'start' | 'loads' | 'hub'> {
  return {
    start: {
      users: [],
      devices: { phone: { storage: 'local-storage' } },
      realms: { app: { device: 'phone', platform: 'web', hostedUiCallback: { username: 'alice' } } },
    },
    loads: [{ realm: 'app', at: 1, time: WORLD_EPOCH }],
    hub: events.map((event) => ({ realm: 'app', event, at: 5 })),
  };
}

export const SIGNED_OUT_SESSION = { kind: 'session', signedIn: false } as const;

/** A sign-in that was complete. */
export function signedIn(username: string, facts: Partial<CallRecord> = {}): CallRecord {
  return call('signIn', { value: { kind: 'sign-in', complete: true, username }, ...facts });
}

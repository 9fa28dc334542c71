import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { type DeviceCredentials, FakeCognito, type FakeCognitoSettings } from './fake-cognito.ts';
import { GENERATOR, hashHex, MULTIPLIER, N, pad, power } from './srp/group.ts';
import { type Prover, verifierOf } from './srp/srp.ts';
import type { WireRequest, WireResponse } from './wire.ts';

export const ALICE = { username: 'alice', password: 'Correct-Horse-1' } as const;

/** 2026-01-01T00:00:00Z. */
export const START = 1_767_225_600_000;
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A reply with its body parsed. */
export interface Reply {
  readonly status: number;
  readonly headers: WireResponse['headers'];
  // biome-ignore lint/suspicious/noExplicitAny: tests look into replies of every shape
  readonly body: any;
}

export interface SrpSignIn {
  readonly username: string;
  readonly password: string;
  readonly deviceKey?: string;
}

/** A server with alice in its pool, a clock that stands still until it is moved, and a client that sends to it. */
export class Bench {
  time = START;
  /** Names the next requests, where the test does not name them itself; otherwise they are counted. */
  entropy: string | undefined;
  readonly accesses: string[] = [];
  /** All that has passed so far. */
  readonly exchanges: { readonly request: WireRequest; readonly response: WireResponse }[] = [];
  readonly server: FakeCognito;

  constructor(settings: Partial<FakeCognitoSettings> = {}) {
    this.server = new FakeCognito({
      now: () => this.time,
      seed: '1',
      onAccess: (mode, location) => this.accesses.push(`${mode} ${location}`),
      ...settings,
    });
    this.server.addUser(ALICE);
    this.accesses.length = 0;
  }

  /** Sends an operation of the user pool API. */
  send(operation: string, input: object = {}, entropy?: string): Reply {
    const withClient = { ClientId: this.server.options.clientId, ...input };
    return this.#call('cognito-idp', `AWSCognitoIdentityProviderService.${operation}`, withClient, entropy);
  }

  /** Sends an operation of the identity pool API. */
  sendIdentity(operation: string, input: object = {}, entropy?: string): Reply {
    return this.#call('cognito-identity', `AWSCognitoIdentityService.${operation}`, input, entropy);
  }

  /** Sends anything. */
  exchange(request: WireRequest, entropy?: string): WireResponse {
    const response = this.server.respond(request, entropy ?? this.entropy);
    this.exchanges.push({ request, response });
    return response;
  }

  #call(host: string, target: string, input: object, entropy?: string): Reply {
    const response = this.exchange(
      {
        method: 'POST',
        url: `https://${host}.us-east-1.amazonaws.com/`,
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
        body: JSON.stringify(input),
      },
      entropy,
    );
    return { ...response, body: JSON.parse(response.body) };
  }

  signIn(entropy?: string): Reply {
    const { username: USERNAME, password: PASSWORD } = ALICE;
    const input = { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD } };
    return this.send('InitiateAuth', input, entropy);
  }

  respond(ChallengeName: string, ChallengeResponses: object, Session?: string): Reply {
    return this.send('RespondToAuthChallenge', { ChallengeName, ChallengeResponses, Session });
  }

  /** Signs in by SRP, up to the reply to PASSWORD_VERIFIER. */
  signInBySrp({ username, password, deviceKey }: SrpSignIn = ALICE): Reply {
    const client = new SrpClient();
    const challenge = this.send('InitiateAuth', {
      AuthFlow: 'USER_SRP_AUTH',
      AuthParameters: { USERNAME: username, SRP_A: client.publicValue.toString(16) },
    });
    const group = this.server.options.userPoolId.split('_')[1] ?? '';
    const id = challenge.body.ChallengeParameters.USER_ID_FOR_SRP;
    const responses = client.prove({ group, id }, password, challenge.body);
    return this.respond('PASSWORD_VERIFIER', { ...responses, DEVICE_KEY: deviceKey ?? null });
  }

  /** Confirms the device of a sign-in. */
  confirmDevice({ AccessToken, NewDeviceMetadata }: Reply['body']): {
    readonly device: DeviceCredentials;
    readonly reply: Reply;
  } {
    const { DeviceKey, DeviceGroupKey } = NewDeviceMetadata;
    const randomPassword = 'drawn by the client';
    const salt = '00ff'.repeat(8);
    const verifier = verifierOf({ group: DeviceGroupKey, id: DeviceKey }, randomPassword, salt);
    const base64 = (hex: string) => Buffer.from(pad(BigInt(`0x${hex}`)), 'hex').toString('base64');
    const reply = this.send('ConfirmDevice', {
      AccessToken,
      DeviceKey,
      DeviceName: 'a phone',
      DeviceSecretVerifierConfig: { Salt: base64(salt), PasswordVerifier: base64(verifier) },
    });
    return { device: { deviceKey: DeviceKey, deviceGroupKey: DeviceGroupKey, randomPassword }, reply };
  }

  /** Goes on from a DEVICE_SRP_AUTH challenge. */
  proveDevice(challenge: Reply, device: DeviceCredentials): Reply {
    const client = new SrpClient();
    const next = this.respond(
      'DEVICE_SRP_AUTH',
      { USERNAME: 'alice', SRP_A: client.publicValue.toString(16), DEVICE_KEY: device.deviceKey },
      challenge.body.Session,
    );
    const prover = { group: device.deviceGroupKey, id: device.deviceKey };
    const responses = client.prove(prover, device.randomPassword, next.body);
    return this.respond('DEVICE_PASSWORD_VERIFIER', { ...responses, DEVICE_KEY: device.deviceKey });
  }

  /** GetTokensFromRefreshToken */
  refresh(RefreshToken: string, entropy?: string): Reply {
    return this.send('GetTokensFromRefreshToken', { RefreshToken }, entropy);
  }

  /** InitiateAuth with REFRESH_TOKEN_AUTH */
  refreshByInitiateAuth(REFRESH_TOKEN: string): Reply {
    return this.send('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN } });
  }

  /** What the state was asked for since the last time, each location and mode once, in order of name. */
  takeAccesses(): string[] {
    return [...new Set(this.accesses.splice(0))].sort();
  }
}

/** The claims of a JWT. */
// biome-ignore lint/suspicious/noExplicitAny: as above
export function claimsOf(jwt: string): any {
  return JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
}

/** The client's side of SRP, for one exchange. Its secret is fixed. */
export class SrpClient {
  readonly #secret = 0x1234567890abcdefn;
  readonly publicValue = power(GENERATOR, this.#secret);

  /** The responses to a PASSWORD_VERIFIER or DEVICE_PASSWORD_VERIFIER challenge. */
  prove(prover: Prover, password: string, challenge: Reply['body']): Record<string, string> {
    const { SALT, SRP_B, SECRET_BLOCK, USERNAME } = challenge.ChallengeParameters;
    const b = BigInt(`0x${SRP_B}`);
    const identity = createHash('sha256').update(`${prover.group}${prover.id}:${password}`).digest('hex');
    const x = hashHex(pad(BigInt(`0x${SALT}`)) + identity);
    const u = hashHex(pad(this.publicValue) + pad(b));
    const base = b - MULTIPLIER * power(GENERATOR, x);
    const shared = power(((base % N) + N) % N, this.#secret + u * x);
    const key = Buffer.from(
      hkdfSync(
        'sha256',
        Buffer.from(pad(shared), 'hex'),
        Buffer.from(pad(u), 'hex'),
        'Caldera Derived Key',
        16,
      ),
    );
    const TIMESTAMP = 'Thu Jan 1 00:00:00 UTC 2026';
    const signature = createHmac('sha256', key)
      .update(`${prover.group}${prover.id}`)
      .update(Buffer.from(SECRET_BLOCK, 'base64'))
      .update(TIMESTAMP)
      .digest('base64');
    return {
      USERNAME,
      TIMESTAMP,
      PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
      PASSWORD_CLAIM_SIGNATURE: signature,
    };
  }
}

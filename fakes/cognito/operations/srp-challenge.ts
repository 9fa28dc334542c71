import { derivedHex } from '../derived.ts';
import {
  expectedSignature,
  isClientPublicValue,
  type Prover,
  serverPublicValue,
  verifierOf,
} from '../srp/srp.ts';
import type { Device, User } from '../user.ts';
import type { UserPool } from '../user-pool.ts';
import { type Call, invalidParameter, text } from './operation.ts';
import { type Progress, refuseExpired } from './progress.ts';

/** Who is to prove knowledge of which secret. */
export interface SrpSubject {
  readonly prover: Prover;
  readonly salt: string;
  readonly verifier: string;
}

export type SrpChallengeName = 'PASSWORD_VERIFIER' | 'DEVICE_PASSWORD_VERIFIER';

/** What is inside a `SECRET_BLOCK`: a reply to USER_SRP_AUTH has no `Session` to keep it in. */
interface SrpState {
  readonly challenge: SrpChallengeName;
  readonly clientPublicValue: string;
  /** Names the request that the server's secret was drawn for. */
  readonly entropy: string;
  readonly at: number;
  readonly progress: Progress;
}

/**
 * The server's secret `b` has 256 bits, not 1024 as in the clients: a fake keeps no secrets, and the time that a
 * power takes is in proportion.
 */
const SECRET_BYTES = 32;

export function userSubject(pool: UserPool, login: string, user: User | undefined): SrpSubject {
  const { seed, options } = pool.around;
  const id = user?.username ?? login;
  const prover = { group: options.userPoolId.split('_')[1] ?? '', id };
  const salt = derivedHex(16, 'salt', seed, id);
  // An unknown user gets a challenge like any other, if the pool must not reveal the difference.
  const password = user?.password ?? derivedHex(16, 'no password', seed, id);
  return { prover, salt, verifier: verifierOf(prover, password, salt) };
}

export function deviceSubject({ key, groupKey, salt, verifier }: Device): SrpSubject {
  return { prover: { group: groupKey, id: key }, salt, verifier };
}

/** The reply that challenges a client to prove knowledge of the secret. */
export function srpChallenge(
  challenge: SrpChallengeName,
  subject: SrpSubject,
  {
    input,
    progress,
    parameters,
  }: { readonly input: unknown; readonly progress: Progress; parameters: object },
  call: Call,
): object {
  const { pool, entropy } = call;
  const clientPublicValue = text(input, 'SRP_A');
  if (!isClientPublicValue(clientPublicValue)) throw invalidParameter('SRP_A is not a value of the protocol');
  const state: SrpState = { challenge, clientPublicValue, entropy, at: pool.around.now(), progress };
  return {
    ChallengeName: challenge,
    ChallengeParameters: {
      SALT: subject.salt,
      SRP_B: serverPublicValue(subject.verifier, secretOf(entropy, pool)),
      SECRET_BLOCK: pool.around.seal.close(state, `srp ${entropy}`),
      ...parameters,
    },
  };
}

/** The state in a response's `PASSWORD_CLAIM_SECRET_BLOCK`; undefined where it is not of this challenge. */
export function readSecretBlock(
  responses: unknown,
  challenge: SrpChallengeName,
  { pool }: Call,
): SrpState | undefined {
  const state = pool.around.seal.open(text(responses, 'PASSWORD_CLAIM_SECRET_BLOCK')) as SrpState | undefined;
  if (state?.challenge !== challenge) return undefined;
  refuseExpired(state.at, pool.around);
  return state;
}

/** Whether a response proves knowledge of the secret. */
export function isProof(responses: unknown, state: SrpState, subject: SrpSubject, { pool }: Call): boolean {
  const { clientPublicValue, entropy } = state;
  const exchange = { clientPublicValue, verifier: subject.verifier, secret: secretOf(entropy, pool) };
  const block = text(responses, 'PASSWORD_CLAIM_SECRET_BLOCK');
  const expected = expectedSignature(subject.prover, exchange, block, text(responses, 'TIMESTAMP'));
  return text(responses, 'PASSWORD_CLAIM_SIGNATURE') === expected;
}

function secretOf(entropy: string, pool: UserPool): string {
  return derivedHex(SECRET_BYTES, 'srp secret', pool.around.seed, entropy);
}

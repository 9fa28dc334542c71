import { z } from 'zod';
import { FAULT_KINDS } from '../../../../fakes/cognito/fault-responses.ts';
import { OPERATIONS } from '../../../../fakes/cognito/routes.ts';
import { STORAGE_FAILURES } from '../../../../fakes/storage/failure.ts';
import type { ClockJump } from '../../world/clock-port.ts';
import { NETWORK_FAULTS, type NetworkFaultRule } from '../../world/network-fault.ts';
import type { OutageRule } from '../../world/outages.ts';
import type { StorageFaultRule } from '../../world/storage-fault.ts';
import type { SuspensionRule } from '../../world/suspension-port.ts';
import type { UserFaultRule } from '../../world/user-fault-port.ts';
import { USER_FAULTS } from '../../world/user-faults.ts';
import type { AllowedFaults } from '../allowed-faults.ts';
import {
  COUNT,
  DURATION,
  exactly,
  FLAG,
  type Names,
  NUMBER,
  oneOfWords,
  TIMES,
  wordOr,
} from './schema-parts.ts';

/** Paths of the hosted UI, which has no named operations. */
const PATHS = [
  '/oauth2/token',
  '/oauth2/authorize',
  '/oauth2/revoke',
  '/oauth2/userInfo',
  '/logout',
  '/login',
];

/** The operations of the fake Cognito, which rules can name. */
const OPERATION_NAMES = [
  ...Object.keys(OPERATIONS).map((target) => target.split('.').at(-1) ?? target),
  ...PATHS,
];

/** A list that must not be empty: a rule about nothing would never apply. */
function someOf<T>(item: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z.array(item).min(1, 'is empty; expected at least one, or none of this key for all');
}

/** What `start().faults` may hold. */
export function faultsSchema({ devices, realms, users }: Names): z.ZodType<AllowedFaults> {
  const operations = someOf(oneOfWords(OPERATION_NAMES)).optional();
  const device = oneOfWords(devices);
  const named = someOf(device).optional();
  const network = oneOfWords(NETWORK_FAULTS);
  const outage = oneOfWords(['offline', ...FAULT_KINDS] as OutageRule['kind'][]);
  const storage = oneOfWords(STORAGE_FAILURES);
  const user = oneOfWords(USER_FAULTS);
  const realm = oneOfWords(realms);
  return exactly<AllowedFaults>({
    network: z
      .array(
        wordOr(
          network,
          exactly<NetworkFaultRule>({
            kind: network,
            operations,
            afterEffect: FLAG.optional(),
            times: TIMES.optional(),
          }),
        ),
      )
      .optional(),
    outages: z
      .array(
        wordOr(
          outage,
          exactly<OutageRule>({ kind: outage, devices: named, operations, times: TIMES.optional() }),
        ),
      )
      .optional(),
    storage: z
      .array(
        wordOr(
          storage,
          exactly<StorageFaultRule>({
            kind: storage,
            devices: named,
            times: TIMES.optional(),
            lasts: FLAG.optional(),
          }),
        ),
      )
      .optional(),
    users: z
      .array(wordOr(user, exactly<UserFaultRule>({ kind: user, username: oneOfWords(users).optional() })))
      .optional(),
    suspensions: z
      .array(
        wordOr(
          realm,
          exactly<SuspensionRule>({ realm, times: TIMES.optional(), sleeps: DURATION.optional() }),
        ),
      )
      .optional(),
    clocks: z.array(exactly<ClockJump>({ device, by: NUMBER })).optional(),
    max: COUNT,
  });
}

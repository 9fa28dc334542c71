import { z } from 'zod';
import { STORAGE_BACKEND_NAMES } from '../../../../fakes/storage/catalogue.ts';
import type { AppConfig } from '../../../amplify/client/boot-options.ts';
import { PLATFORMS } from '../../../amplify/realm/globals.ts';
import type {
  HostedUiCallback,
  Start,
  StartDevice,
  StartRealm,
  StartUser,
  StoredTokens,
} from '../scenario.ts';
import { faultsSchema } from './faults-schema.ts';
import { POOL } from './pool-schema.ts';
import { CALLS } from './program-schema.ts';
import { DURATION, exactly, FLAG, type Names, NUMBER, oneOfAll, oneOfWords, TEXT } from './schema-parts.ts';

type Word<T> = T & string;

/** What `start()` returns. */
export function startSchema(names: Names): z.ZodType<Start> {
  const user = oneOfWords(names.users);
  return exactly<Start>({
    pool: POOL.optional(),
    app: exactly<AppConfig>({
      identityPool: FLAG.optional(),
      hostedUi: FLAG.optional(),
      signInBy: oneOfAll<Word<AppConfig['signInBy']>>({ password: true, srp: true }).optional(),
      debugLog: FLAG.optional(),
    }).optional(),
    users: z.array(exactly<StartUser>({ username: TEXT, password: TEXT, email: TEXT.optional() })),
    devices: z.record(
      z.string(),
      exactly<StartDevice>({
        storage: oneOfWords(STORAGE_BACKEND_NAMES),
        clock: NUMBER.optional(),
        signedIn: exactly<NonNullable<StartDevice['signedIn']>>({
          username: user,
          tokens: oneOfAll<StoredTokens>({ valid: true, expired: true, revoked: true }),
        }).optional(),
      }),
    ),
    realms: z.record(
      z.string(),
      exactly<StartRealm>({
        device: oneOfWords(names.devices),
        platform: oneOfWords(PLATFORMS),
        process: TEXT.optional(),
        hostedUiCallback: exactly<HostedUiCallback>({
          username: user,
          awayFor: DURATION.optional(),
        }).optional(),
        kill: exactly<NonNullable<StartRealm['kill']>>({ callsAfterRestart: CALLS }).optional(),
      }),
    ),
    boot: oneOfAll<Word<Start['boot']>>({ finished: true, concurrent: true }).optional(),
    faults: faultsSchema(names).optional(),
  });
}

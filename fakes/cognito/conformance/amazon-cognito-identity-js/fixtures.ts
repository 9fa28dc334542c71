import {
  AuthenticationDetails,
  CognitoUser,
  CognitoUserPool,
  type CognitoUserSession,
} from 'amazon-cognito-identity-js';
import type { FakeCognito } from '../../fake-cognito.ts';
import { ALICE } from '../../fixtures.ts';
import { MemoryStorage } from '../fixtures.ts';

/** The client of Amplify v5: an app that signs in and keeps its session in a storage. */
export class App {
  readonly storage = new MemoryStorage();
  readonly pool: CognitoUserPool;

  constructor({ options }: FakeCognito) {
    const { userPoolId: UserPoolId, clientId: ClientId } = options;
    this.pool = new CognitoUserPool({ UserPoolId, ClientId, Storage: this.storage });
  }

  user(username: string = ALICE.username): CognitoUser {
    return new CognitoUser({ Username: username, Pool: this.pool, Storage: this.storage });
  }

  /** By SRP, unless the flow says otherwise. Resolves with the session or the name of what is asked for next. */
  signIn(user: CognitoUser, password: string = ALICE.password): Promise<CognitoUserSession | string> {
    const details = new AuthenticationDetails({ Username: user.getUsername(), Password: password });
    return new Promise((resolve, reject) => {
      user.authenticateUser(details, {
        onSuccess: (session) => resolve(session),
        onFailure: reject,
        mfaRequired: (name) => resolve(name),
        totpRequired: (name) => resolve(name),
      });
    });
  }

  /** As an app that starts again: the user and session in the storage, refreshed if they have expired. */
  resume(): Promise<CognitoUserSession> {
    return new Promise((resolve, reject) => {
      this.pool.getCurrentUser()?.getSession((error: Error | null, session: CognitoUserSession | null) => {
        if (session) resolve(session);
        else reject(error);
      });
    });
  }
}

/** A call with a Node callback, as a promise. */
export function promised<T>(
  call: (done: (error?: Error | null, result?: T) => void) => void,
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    call((error, result) => (error ? reject(error) : resolve(result)));
  });
}

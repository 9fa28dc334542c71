import { Bench } from '../fixtures.ts';

const PROVIDER = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_Example01';

/** A client of the identity pool: signs in as guest, or as a user with an id token. */
export class Client extends Bench {
  getId(idToken?: string, entropy?: string) {
    const IdentityPoolId = this.server.options.identityPoolId;
    return this.sendIdentity('GetId', { IdentityPoolId, Logins: loginsOf(idToken) }, entropy);
  }

  getCredentials(IdentityId: string, idToken?: string) {
    return this.sendIdentity('GetCredentialsForIdentity', { IdentityId, Logins: loginsOf(idToken) });
  }
}

export const loginsOf = (idToken?: string) => (idToken === undefined ? {} : { [PROVIDER]: idToken });

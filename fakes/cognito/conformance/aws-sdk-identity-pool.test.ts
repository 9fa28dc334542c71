import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
  NotAuthorizedException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cognito-identity';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../fixtures.ts';
import { serve } from './fixtures.ts';

function connect(settings: Parameters<typeof serve>[0] = {}) {
  const fake = serve(settings);
  const client = new CognitoIdentityClient({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  const { identityPoolId: IdentityPoolId, userPoolId } = fake.server.options;
  const logins = (idToken: string) => ({ [`cognito-idp.us-east-1.amazonaws.com/${userPoolId}`]: idToken });
  return { ...fake, client, IdentityPoolId, logins };
}

describe('the SDK client of identity pools', () => {
  it('gets credentials as a guest, with a date', async () => {
    const { client, IdentityPoolId } = connect();

    const { IdentityId } = await client.send(new GetIdCommand({ IdentityPoolId }));
    const { Credentials } = await client.send(new GetCredentialsForIdentityCommand({ IdentityId }));

    expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
    expect(Credentials?.Expiration).toEqual(new Date(Date.now() + HOUR));
  });

  it('gets credentials as a user, with the identity that it had as a guest', async () => {
    const { client, IdentityPoolId, logins, server } = connect();
    const { idToken } = server.startSession('alice');
    const guest = await client.send(new GetIdCommand({ IdentityPoolId }));

    const { IdentityId, Credentials } = await client.send(
      new GetCredentialsForIdentityCommand({ IdentityId: guest.IdentityId, Logins: logins(idToken) }),
    );
    const again = await client.send(new GetIdCommand({ IdentityPoolId, Logins: logins(idToken) }));

    expect([IdentityId, again.IdentityId]).toEqual([guest.IdentityId, guest.IdentityId]);
    expect(server.inspectCredentials(Credentials?.AccessKeyId ?? '')?.username).toBe('alice');
  });

  it('tells errors by their class', async () => {
    const { client, IdentityPoolId, logins, server, wait } = connect({ guestAccess: false });
    const { idToken } = server.startSession('alice');
    wait(2 * HOUR);
    const expired = client.send(new GetIdCommand({ IdentityPoolId, Logins: logins(idToken) }));

    await expect(expired).rejects.toBeInstanceOf(NotAuthorizedException);
    await expect(expired).rejects.toThrow(/^Invalid login token\. Token expired: \d+ >= \d+$/);
    await expect(client.send(new GetIdCommand({ IdentityPoolId }))).rejects.toBeInstanceOf(
      NotAuthorizedException,
    );
    await expect(
      client.send(new GetCredentialsForIdentityCommand({ IdentityId: 'us-east-1:other' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });
});

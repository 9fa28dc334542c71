import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { FakeCognito } from 'amplify-race/fakes';
import { cognitoHandlers } from 'amplify-race/fakes/msw';
import { setupServer } from 'msw/node';

const cognito = new FakeCognito({ now: () => Date.now() });
cognito.addUser({ username: 'alice', password: 'Correct-Horse-1' });
const server = setupServer(...cognitoHandlers(cognito));
before(() => server.listen());
after(() => server.close());

test('a password and then a refresh token give tokens', async () => {
  const { region, clientId: ClientId } = cognito.options;
  const client = new CognitoIdentityProviderClient({
    region,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  const initiate = (AuthFlow, AuthParameters) =>
    client.send(new InitiateAuthCommand({ AuthFlow, ClientId, AuthParameters }));

  const signedIn = await initiate('USER_PASSWORD_AUTH', { USERNAME: 'alice', PASSWORD: 'Correct-Horse-1' });
  const refreshed = await initiate('REFRESH_TOKEN_AUTH', {
    REFRESH_TOKEN: signedIn.AuthenticationResult.RefreshToken,
  });

  assert.ok(refreshed.AuthenticationResult.AccessToken);
  await assert.rejects(initiate('USER_PASSWORD_AUTH', { USERNAME: 'alice', PASSWORD: 'wrong' }), {
    name: 'NotAuthorizedException',
  });
});

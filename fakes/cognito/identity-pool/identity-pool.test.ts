import { describe, expect, it } from 'vitest';
import { HOUR } from '../fixtures.ts';
import { Client } from './fixtures.ts';

describe('a guest', () => {
  it('gets an identity and credentials', () => {
    const client = new Client();

    const { IdentityId } = client.getId().body;
    const { body } = client.getCredentials(IdentityId);

    expect(IdentityId).toMatch(/^us-east-1:[0-9a-f-]{36}$/);
    expect(body).toEqual({
      IdentityId,
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[A-Z2-7]{16}$/),
        SecretKey: expect.stringMatching(/^.{40}$/),
        SessionToken: expect.stringMatching(/^.{600}$/),
        Expiration: client.time / 1000 + 3600,
      },
    });
    expect(client.server.inspectCredentials(body.Credentials.AccessKeyId)).toEqual({
      identityId: IdentityId,
      username: undefined,
      expiresAt: client.time + HOUR,
    });
  });

  it('is another one each time', () => {
    const client = new Client();

    expect(client.getId().body.IdentityId).not.toBe(client.getId().body.IdentityId);
  });

  it('is refused where there are no guests', () => {
    const client = new Client({ guestAccess: false });

    expect(client.getId().body).toEqual({
      __type: 'NotAuthorizedException',
      message: 'Unauthenticated access is not supported for this identity pool.',
    });
  });
});

describe('a user', () => {
  it('gets the same identity each time', () => {
    const client = new Client();
    const [one, two] = [client.server.startSession('alice'), client.server.startSession('alice')];

    const ids = [one, two].map(({ idToken }) => client.getId(idToken).body.IdentityId);

    expect(ids[0]).toBe(ids[1]);
    expect(client.server.inspectIdentity(ids[0])).toEqual({
      id: ids[0],
      username: 'alice',
      mergedInto: undefined,
    });
  });

  it('gets credentials of that identity', () => {
    const client = new Client();
    const { idToken } = client.server.startSession('alice');
    const { IdentityId } = client.getId(idToken).body;

    const { body } = client.getCredentials(IdentityId, idToken);

    expect(body.IdentityId).toBe(IdentityId);
    expect(client.server.inspectCredentials(body.Credentials.AccessKeyId)?.username).toBe('alice');
  });

  it("cannot use another user's identity, nor can a guest", () => {
    const client = new Client();
    client.server.addUser({ username: 'bob', password: 'x' });
    const { IdentityId } = client.getId(client.server.startSession('alice').idToken).body;
    const bob = client.server.startSession('bob');

    expect(client.getCredentials(IdentityId, bob.idToken).body.message).toBe(
      "Logins don't match. Please include at least one valid login for this identity or identity pool.",
    );
    expect(client.getCredentials(IdentityId).body.message).toBe(
      `Access to Identity '${IdentityId}' is forbidden.`,
    );
  });
});

describe("a guest's identity at sign-in", () => {
  it("becomes the user's, who has none yet", () => {
    const client = new Client();
    const { IdentityId } = client.getId().body;
    const { idToken } = client.server.startSession('alice');

    const { body } = client.getCredentials(IdentityId, idToken);

    expect(body.IdentityId).toBe(IdentityId);
    expect(client.getId(idToken).body.IdentityId).toBe(IdentityId);
    expect(client.getCredentials(IdentityId).body.message).toMatch(/is forbidden/);
  });

  it('is merged into the one that the user has, and disabled', () => {
    const client = new Client();
    const { idToken } = client.server.startSession('alice');
    const own = client.getId(idToken).body.IdentityId;
    const guest = client.getId().body.IdentityId;

    const replies = [client.getCredentials(guest, idToken), client.getCredentials(guest, idToken)];
    const afterwards = client.getCredentials(guest);

    expect(replies.map(({ body }) => body.IdentityId)).toEqual([own, own]);
    expect(client.server.inspectIdentity(guest)?.mergedInto).toBe(own);
    expect(afterwards.body.message).toBe(`Access to Identity '${guest}' is forbidden.`);
  });

  it('is not for a second user once it has been merged', () => {
    const client = new Client();
    client.server.addUser({ username: 'bob', password: 'x' });
    const alice = client.server.startSession('alice');
    const bob = client.server.startSession('bob');
    client.getId(alice.idToken);
    const guest = client.getId().body.IdentityId;
    client.getCredentials(guest, alice.idToken);

    expect(client.getCredentials(guest, bob.idToken).body.__type).toBe('NotAuthorizedException');
  });
});

describe('Logins', () => {
  const refusal = (idToken: (client: Client) => string, settings = {}) => {
    const client = new Client(settings);
    return client.getId(idToken(client)).body.message;
  };

  it('with an expired id token are refused, with both times', () => {
    const client = new Client();
    const { idToken } = client.server.startSession('alice');
    const { IdentityId } = client.getId(idToken).body;
    client.time += HOUR;

    const messages = [client.getId(idToken), client.getCredentials(IdentityId, idToken)].map(
      ({ body }) => body.message,
    );

    const second = client.time / 1000;
    expect(messages).toEqual(Array(2).fill(`Invalid login token. Token expired: ${second} >= ${second}`));
  });

  it('with anything but an id token are refused', () => {
    const message = 'Invalid login token. Not a valid OpenId Connect identity token.';

    expect(refusal(() => 'nonsense')).toBe(message);
    expect(refusal(({ server }) => server.startSession('alice').accessToken)).toBe(message);
  });

  it('of another provider are refused', () => {
    const client = new Client();
    const IdentityPoolId = client.server.options.identityPoolId;

    const { body } = client.sendIdentity('GetId', { IdentityPoolId, Logins: { 'graph.facebook.com': 'x' } });

    expect(body.message).toBe('Token is not from a supported provider of this identity pool.');
  });

  it.each([false, true])(
    'of a revoked session are refused if the server looks: %s',
    (serverSideTokenCheck) => {
      const message = refusal(
        (client) => {
          const { idToken, refreshToken } = client.server.startSession('alice');
          client.send('RevokeToken', { Token: refreshToken });
          return idToken;
        },
        { serverSideTokenCheck },
      );

      expect(message).toBe(serverSideTokenCheck ? 'Invalid login token. Token revoked' : undefined);
    },
  );
});

it('there is no other identity pool, and no identity that was not given', () => {
  const client = new Client();

  const pool = client.sendIdentity('GetId', { IdentityPoolId: 'us-east-1:other' });
  const identity = client.getCredentials('us-east-1:other');

  expect(pool.body.message).toBe("IdentityPool 'us-east-1:other' not found.");
  expect(identity.body).toEqual({
    __type: 'ResourceNotFoundException',
    message: "Identity 'us-east-1:other' not found.",
  });
});

describe('accesses', () => {
  it('of a known user only read; of a new one, and of a guest, write', () => {
    const client = new Client();
    const { idToken } = client.server.startSession('alice');
    const modes = () => client.takeAccesses().map((access) => access.replace(/:.*/, ''));
    modes();

    client.getId(idToken);
    const first = modes();
    client.getId(idToken);
    const second = modes();
    client.getId();

    expect(first).toEqual(['read clock', 'read login', 'write identity', 'write login']);
    expect(second).toEqual(['read clock', 'read login']);
    expect(modes()).toEqual(['write identity']);
  });

  it('of credentials write only when an identity changes hands', () => {
    const client = new Client();
    const { idToken } = client.server.startSession('alice');
    const guest = client.getId().body.IdentityId;
    const modes = () => client.takeAccesses().map((access) => access.replace(/:.*/, ''));
    modes();

    client.getCredentials(guest);
    const before = modes();
    client.getCredentials(guest, idToken);
    const change = modes();
    client.getCredentials(guest, idToken);

    expect(before).toEqual(['read clock', 'read identity']);
    expect(change).toEqual(['read clock', 'read identity', 'read login', 'write identity', 'write login']);
    expect(modes()).toEqual(['read clock', 'read identity']);
  });
});

it('identities are part of the state, whatever the order they came in', () => {
  const reach = (order: readonly string[]) => {
    const client = new Client();
    for (const name of order) client.getId(undefined, name);
    return client.server.fingerprint();
  };

  expect(reach(['a', 'b'])).toBe(reach(['b', 'a']));
  expect(reach(['a', 'b'])).not.toBe(reach(['a']));
});

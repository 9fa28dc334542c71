import { describe, expect, it } from 'vitest';
import { ALICE, Bench, claimsOf, MINUTE, SrpClient } from '../fixtures.ts';

const WRONG = { __type: 'NotAuthorizedException', message: 'Incorrect username or password.' };

describe('USER_SRP_AUTH', () => {
  const begin = (bench: Bench, USERNAME = 'alice', SRP_A = new SrpClient().publicValue.toString(16)) =>
    bench.send('InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME, SRP_A } });

  it('challenges without a Session string, as Cognito does', () => {
    expect(begin(new Bench()).body).toEqual({
      ChallengeName: 'PASSWORD_VERIFIER',
      ChallengeParameters: {
        SALT: expect.stringMatching(/^[0-9a-f]{32}$/),
        SRP_B: expect.stringMatching(/^[0-9a-f]{700,768}$/),
        SECRET_BLOCK: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
        USERNAME: 'alice',
        USER_ID_FOR_SRP: 'alice',
      },
    });
  });

  it('gives tokens for the right password', () => {
    const bench = new Bench();

    const { status, body } = bench.signInBySrp();

    expect(status).toBe(200);
    expect(body.ChallengeParameters).toEqual({});
    expect(bench.server.honours(body.AuthenticationResult.RefreshToken)).toBe(true);
  });

  it('refuses a wrong password', () => {
    expect(new Bench().signInBySrp({ ...ALICE, password: 'wrong' }).body).toEqual(WRONG);
  });

  it('challenges nobody like everybody, and refuses in the end', () => {
    const bench = new Bench();

    expect(begin(bench, 'nobody').status).toBe(200);
    expect(bench.signInBySrp({ username: 'nobody', password: 'x' }).body).toEqual(WRONG);
  });

  it('tells that there is nobody where that may be told', () => {
    const { body } = begin(new Bench({ hidesUserExistence: false }), 'nobody');

    expect(body).toEqual({ __type: 'UserNotFoundException', message: 'User does not exist.' });
  });

  it.each(['0', 'xyz', ''])('refuses "%s" for SRP_A', (value) => {
    expect(begin(new Bench(), 'alice', value).body.__type).toBe('InvalidParameterException');
  });

  it("signs in by an alias, and names the user's own name", () => {
    const bench = new Bench({ emailAlias: true });

    const challenge = begin(bench, 'alice@example.com');
    const result = bench.signInBySrp({ ...ALICE, username: 'alice@example.com' });

    expect(challenge.body.ChallengeParameters.USER_ID_FOR_SRP).toBe('alice');
    expect(result.status).toBe(200);
  });

  it('refuses an answer after the challenge has expired', () => {
    const bench = new Bench();
    const client = new SrpClient();
    const { body } = begin(bench);
    const responses = client.prove({ group: 'Example01', id: 'alice' }, ALICE.password, body);
    bench.time += 3 * MINUTE;

    const reply = bench.respond('PASSWORD_VERIFIER', responses);

    expect(reply.body.message).toBe('Invalid session for the user, session is expired.');
  });

  it('refuses a block that it has not made', () => {
    const responses = { USERNAME: 'alice', PASSWORD_CLAIM_SECRET_BLOCK: 'AAAA', TIMESTAMP: '' };

    expect(new Bench().respond('PASSWORD_VERIFIER', responses).body).toEqual(WRONG);
  });

  it('refuses an unconfirmed and a disabled user after the password, not before', () => {
    const bench = new Bench();
    bench.server.addUser({ username: 'bob', password: 'Battery-Staple-2', status: 'UNCONFIRMED' });
    bench.server.setEnabled('alice', false);

    const messages = [
      bench.signInBySrp({ username: 'bob', password: 'Battery-Staple-2' }),
      bench.signInBySrp({ username: 'bob', password: 'wrong' }),
      bench.signInBySrp(),
    ].map(({ body }) => body.message);

    expect(messages).toEqual(['User is not confirmed.', WRONG.message, 'User is disabled.']);
  });
});

describe.each(['SMS_MFA', 'SOFTWARE_TOKEN_MFA'] as const)('%s', (mfa) => {
  const CARL = { username: 'carl', password: 'Third-Password-3', mfa };
  const begin = (settings: ConstructorParameters<typeof Bench>[0] = {}) => {
    const bench = new Bench(settings);
    bench.server.addUser(CARL);
    return { bench, challenge: bench.signInBySrp(CARL).body };
  };
  const code = (value: string) => ({ USERNAME: 'carl', [`${mfa}_CODE`]: value });

  it('follows the password', () => {
    const { challenge } = begin();

    expect(challenge).toMatchObject({
      ChallengeName: mfa,
      Session: expect.any(String),
      ChallengeParameters: { USER_ID_FOR_SRP: 'carl' },
    });
  });

  it('gives tokens for the right code', () => {
    const { bench, challenge } = begin({ mfaCode: '000111' });

    const { body } = bench.respond(mfa, code('000111'), challenge.Session);

    expect(claimsOf(body.AuthenticationResult.AccessToken).username).toBe('carl');
  });

  it('lets the user type again after a wrong code', () => {
    const { bench, challenge } = begin();

    const wrong = bench.respond(mfa, code('999999'), challenge.Session);
    const right = bench.respond(mfa, code('123456'), challenge.Session);

    expect(wrong.body).toEqual({
      __type: 'CodeMismatchException',
      message: 'Invalid code or auth state for the user.',
    });
    expect(right.status).toBe(200);
  });

  it.each([
    [true, 'Invalid session for the user, session can only be used once.'],
    [false, undefined],
  ])('takes a Session string once: %s', (singleUseSessions, message) => {
    const { bench, challenge } = begin({ singleUseSessions });
    bench.respond(mfa, code('123456'), challenge.Session);

    expect(bench.respond(mfa, code('123456'), challenge.Session).body.message).toBe(message);
  });

  it('refuses a Session string that is too old, or of nobody', () => {
    const { bench, challenge } = begin();
    bench.time += 3 * MINUTE;

    const replies = [challenge.Session, 'nonsense', undefined].map((session) =>
      bench.respond(mfa, code('123456'), session),
    );

    expect(replies.map(({ body }) => body.message)).toEqual([
      'Invalid session for the user, session is expired.',
      'Invalid session for the user.',
      'Invalid session for the user.',
    ]);
  });

  it('is asked for after USER_PASSWORD_AUTH too', () => {
    const { bench } = begin();

    const { body } = bench.send('InitiateAuth', {
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'carl', PASSWORD: CARL.password },
    });

    expect(body.ChallengeName).toBe(mfa);
  });
});

it('refuses a challenge that there is none of', () => {
  expect(new Bench().respond('GUESS_MY_NAME', {}).body.__type).toBe('InvalidParameterException');
});

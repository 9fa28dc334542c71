import { describe, expect, it } from 'vitest';
import { Bench } from '../fixtures.ts';

const DORA = { Username: 'dora', Password: 'Fourth-Password-4' };
const email = { UserAttributes: [{ Name: 'email', Value: 'dora@example.org' }] };
const signIn = (bench: Bench) => bench.signInBySrp({ username: 'dora', password: DORA.Password });

describe('SignUp', () => {
  it('makes a user who can sign in once confirmed', () => {
    const bench = new Bench();

    const { body } = bench.send('SignUp', { ...DORA, ...email });
    const before = signIn(bench);
    const confirmed = bench.send('ConfirmSignUp', { Username: 'dora', ConfirmationCode: '654321' });
    const after = signIn(bench);

    expect(body).toEqual({
      CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'd***@e***' },
      UserConfirmed: false,
      UserSub: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(before.body).toEqual({ __type: 'UserNotConfirmedException', message: 'User is not confirmed.' });
    expect(confirmed.body).toEqual({});
    expect(after.status).toBe(200);
  });

  it('refuses a name that is taken', () => {
    const { body } = new Bench().send('SignUp', { ...DORA, Username: 'alice' });

    expect(body).toEqual({ __type: 'UsernameExistsException', message: 'User already exists' });
  });

  it('refuses a short password', () => {
    expect(new Bench().send('SignUp', { ...DORA, Password: 'short' }).body.__type).toBe(
      'InvalidPasswordException',
    );
  });
});

describe('ConfirmSignUp', () => {
  it('refuses a wrong code, somebody confirmed, and nobody', () => {
    const bench = new Bench();
    bench.send('SignUp', DORA);
    const confirm = (Username: string, ConfirmationCode: string) =>
      bench.send('ConfirmSignUp', { Username, ConfirmationCode }).body.__type;

    expect(confirm('dora', '000000')).toBe('CodeMismatchException');
    expect(confirm('alice', '654321')).toBe('NotAuthorizedException');
    expect(confirm('nobody', '654321')).toBe('ExpiredCodeException');
  });

  it('tells that there is nobody where that may be told', () => {
    const bench = new Bench({ hidesUserExistence: false });

    const { body } = bench.send('ConfirmSignUp', { Username: 'nobody', ConfirmationCode: '654321' });

    expect(body.__type).toBe('UserNotFoundException');
  });
});

describe('ResendConfirmationCode', () => {
  it('says where the code goes, to somebody unconfirmed', () => {
    const bench = new Bench();
    bench.send('SignUp', DORA);

    expect(bench.send('ResendConfirmationCode', { Username: 'dora' }).body.CodeDeliveryDetails).toMatchObject(
      {
        DeliveryMedium: 'EMAIL',
      },
    );
    expect(bench.send('ResendConfirmationCode', { Username: 'alice' }).body.message).toBe(
      'User is already confirmed.',
    );
  });

  it('simulates a delivery to nobody where that must not be told', () => {
    const resend = (hidesUserExistence: boolean) =>
      new Bench({ hidesUserExistence }).send('ResendConfirmationCode', { Username: 'nobody' }).body;

    expect(resend(true).CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'EMAIL' });
    expect(resend(false).__type).toBe('UserNotFoundException');
  });
});

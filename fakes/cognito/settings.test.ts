import { describe, expect, it } from 'vitest';
import { FakeCognito, type FakeCognitoSettings } from './fake-cognito.ts';
import type { NewUser } from './user.ts';

const now = (): number => 0;

describe('settings of a server', () => {
  it.each([
    [undefined, 'new FakeCognito: undefined is not accepted; expected an object such as { now:'],
    [{}, 'now: is missing; expected a function'],
    [{ now: 5 }, 'now: 5 is not accepted; expected a function'],
    [{ now, seed: 1 }, 'seed: 1 is not accepted; expected a text'],
    [{ now, emailAlas: true }, 'new FakeCognito has no "emailAlas". Did you mean "emailAlias"?'],
    [{ now, accessTokenSeconds: -1 }, 'accessTokenSeconds: -1 is not accepted; expected a number, 0 or more'],
    [{ now, emailAlias: 'yes' }, 'emailAlias: "yes" is not accepted; expected true or false'],
    [{ now, deviceTracking: 'alway' }, 'one of off, opt-in, always. Did you mean "always"?'],
    [{ now, rotation: true }, 'rotation: true is not accepted; expected undefined, or { graceSeconds }'],
    [{ now, callbackUrls: 'x' }, 'callbackUrls: "x" is not accepted; expected an array of texts'],
  ])('%j are refused', (settings, message) => {
    const create = (): unknown => new FakeCognito(settings as unknown as FakeCognitoSettings);

    expect(create).toThrow(TypeError);
    expect(create).toThrow(message);
  });
});

describe('data of a user', () => {
  it.each([
    [undefined, 'addUser: undefined is not accepted; expected an object such as { username, password }'],
    [{ usernam: 'a', password: 'x' }, 'addUser has no "usernam". Did you mean "username"?'],
    [{ username: 'a' }, 'password: is missing; expected a text that is not empty'],
    [{ username: 'a', password: 12345 }, 'password: its value is not accepted; expected a text'],
    [{ username: 'a', password: 'x', mfa: 'SMS' }, 'mfa: "SMS" is not accepted; expected one of SMS_MFA,'],
    [{ username: 'alice', password: 'x' }, 'there is a user "alice" already'],
  ])('%j is refused', (user, message) => {
    const server = new FakeCognito({ now });
    server.addUser({ username: 'alice', password: 'x' });

    const add = (): void => server.addUser(user as unknown as NewUser);

    expect(add).toThrow(TypeError);
    expect(add).toThrow(message);
  });
});

import { expect, test } from 'vitest';
import { plainStrategy, tinySubject } from '../fixtures.ts';
import { execute } from './execute.ts';

test('tokens that two devices get for the first time are incidents of each, whichever was first', async () => {
  const native = (device: string) => ({ device, platform: 'react-native' as const });
  const subject = tinySubject({
    calls: {
      signIn: `
        const AuthParameters = { USERNAME: 'alice', PASSWORD: 'Correct-Horse-1' };
        const ClientId = '1example23456789';
        for (let time = 0; time < 2; time += 1)
          await post('InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
        return { isSignedIn: true };`,
    },
    program: ['phone', 'tablet'].map((device) => ({
      actor: device === 'phone' ? 'A' : 'B',
      realm: device,
      calls: [{ api: 'signIn', args: [{ username: 'alice', password: 'Correct-Horse-1' }] }],
    })),
    start: {
      devices: { phone: { storage: 'fifo' }, tablet: { storage: 'fifo' } },
      realms: { phone: native('phone'), tablet: native('tablet') },
    },
  });

  const { incidents } = await execute(subject, plainStrategy());

  expect(incidents.map(({ what, device }) => [what, device])).toEqual([
    ['new-tokens', 'phone'],
    ['new-tokens', 'tablet'],
  ]);
});

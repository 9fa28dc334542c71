import { expect, test } from 'vitest';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { actor, tinySubject } from '../../simulation/fixtures.ts';
import { findDecisiveFaults } from './decisive-faults.ts';

/** A lost request makes the call fail. */
const subject = tinySubject({
  calls: { fetchAuthSession: "await post('GetTokensFromRefreshToken'); return {};" },
  program: [actor('A', 'fetchAuthSession')],
  start: { faults: { network: ['request-lost'], max: 1 } },
});

const faulty = (): Promise<Executed> =>
  execute(subject, replayStrategy(['A', 'A:1!lost']), { observed: true });

const fails = ({ calls }: Executed): boolean => calls.some(({ status }) => status === 'rejected');

test('a fault without which the finding goes away is told', async () => {
  const executed = await faulty();

  expect(fails(executed)).toBe(true);
  expect(await findDecisiveFaults(subject, executed, fails)).toEqual([
    {
      id: 'A:1!lost',
      actor: 'A',
      does: {
        kind: 'fault',
        operation: 'GetTokensFromRefreshToken',
        fault: { code: 'lost', stage: 'request' },
      },
      what: 'GetTokensFromRefreshToken is lost',
    },
  ]);
});

test('one without which it shows as well is not', async () => {
  expect(await findDecisiveFaults(subject, await faulty(), () => true)).toEqual([]);
});

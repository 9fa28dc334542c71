import { expect, test } from 'vitest';
import { replayStrategy } from '../../exploration/strategies/replay.ts';
import { type Executed, execute } from '../../simulation/execution/execute.ts';
import { actor, idsOf, tinySubject } from '../../simulation/fixtures.ts';
import { type Hold, holdingBack } from './hold-back.ts';

const subject = tinySubject({
  calls: {
    fetchAuthSession: "await post('GetTokensFromRefreshToken').catch(() => {}); return {};",
    signOut: "await storage.setItem('x', '1');",
  },
  program: [actor('A', 'fetchAuthSession'), actor('B', 'signOut')],
  start: { faults: { network: ['request-lost'], max: 1 } },
});

async function held(schedule: readonly string[], ...holds: Hold[]): Promise<string[]> {
  const executed: Executed = await execute(subject, replayStrategy([...schedule]), { observed: true });
  return idsOf(await execute(subject, holdingBack(idsOf(executed), holds), { observed: true }));
}

test('a step that is held back comes as soon as the other has, all else in its order', async () => {
  expect(await held(['A', 'B', 'A:1', 'A:2', 'B:1'], { step: 'A:1', until: 'B:1' })).toEqual([
    'A',
    'B',
    'B:1',
    'A:1',
    'A:2',
    'B:2',
  ]);
});

test('what a fault hits does not go well for being held back', async () => {
  expect(await held(['A', 'B', 'A:1!lost', 'B:1'], { step: 'A:1!lost', until: 'B:1' })).toEqual([
    'A',
    'B',
    'B:1',
    'A:1!lost',
    'B:2',
  ]);
});

test('nor is it held back where nothing else is left', async () => {
  expect(await held(['A', 'B', 'B:1', 'B:2', 'A:1'], { step: 'A:1', until: 'C' })).toEqual([
    'A',
    'B',
    'B:1',
    'B:2',
    'A:1',
    'A:2',
  ]);
});

import { describe, expect, test } from 'vitest';
import { actor, idsOf, plainStrategy, tinySubject } from '../fixtures.ts';
import { replayChoices, replaySchedule } from '../replay/replay.ts';
import type { AllowedFaults } from '../scenario/allowed-faults.ts';
import { defaultChoice } from '../strategies/replay.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { ChoiceRecorder } from '../trace/schedule-string.ts';
import { NETWORK_FAULTS } from '../world/network-fault.ts';
import { USER_FAULTS } from '../world/user-fault-port.ts';
import { execute } from './execute.ts';
import { executionFingerprint } from './fingerprint.ts';

/** A call that asks the server once and lets nobody see what it got. */
const ASKS = "await post('GetUser', { AccessToken: 'x' }).then((it) => it.text()).catch(() => {});";

function subjectWith(faults: AllowedFaults) {
  return tinySubject({
    calls: { signOut: ASKS },
    program: [actor('A', 'signOut'), actor('B', 'signOut')],
    start: { faults },
  });
}

/** Lets faults strike as soon as they can, and writes its choices down. */
function unlucky(recorder: ChoiceRecorder): Strategy {
  return {
    ...plainStrategy(),
    pick(enabled, last) {
      const step = enabled.find(({ kind }) => kind === 'fault') ?? defaultChoice(enabled, last);
      if (step) recorder.record(enabled, last, step);
      return step;
    },
  };
}

const ALL: readonly (readonly [string, AllowedFaults])[] = [
  ...NETWORK_FAULTS.map((kind) => [kind, { network: [kind], max: 1 }] as const),
  ...NETWORK_FAULTS.slice(-1).map(
    (kind) => [`${kind} after effect`, { network: [{ kind, afterEffect: true }], max: 1 }] as const,
  ),
  ...(['offline', 'throttled'] as const).map(
    (kind) => [`outage: ${kind}`, { outages: [kind], max: 1 }] as const,
  ),
  ...USER_FAULTS.map((kind) => [kind, { users: [kind], max: 1 }] as const),
];

describe.each(ALL)('%s', (_, faults) => {
  test('strikes, and strikes again wherever its schedule or its choices are replayed', async () => {
    // Arrange
    const subject = subjectWith(faults);
    const recorder = new ChoiceRecorder();
    const original = await execute(subject, unlucky(recorder), { observed: true });
    const struck = original.steps.filter(({ kind }) => kind === 'fault');

    // Act
    const bySchedule = await replaySchedule(subject, idsOf(original));
    const byChoices = await replayChoices(subject, recorder.choices);

    // Assert
    expect(struck.length).toBeGreaterThan(0);
    expect(bySchedule.divergence).toBeUndefined();
    expect([bySchedule.hash, byChoices.hash]).toEqual(Array(2).fill(executionFingerprint(original)));
  });

  test('does not strike by itself', async () => {
    const byItself = await execute(subjectWith(faults), plainStrategy());

    const without = await execute(subjectWith({ max: 0 }), plainStrategy());
    expect(idsOf(byItself)).toEqual(idsOf(without));
  });
});

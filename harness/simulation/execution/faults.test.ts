import { describe, expect, test } from 'vitest';
import {
  STORAGE_BACKEND_NAMES,
  STORAGE_BACKENDS,
  type StorageBackendName,
} from '../../../fakes/storage/catalogue.ts';
import { replayChoices, replaySchedule } from '../../analysis/replay/replay.ts';
import { defaultChoice } from '../../exploration/strategies/replay.ts';
import { ChoiceRecorder } from '../../exploration/strategies/schedule-string.ts';
import { actor, idsOf, plainStrategy, tinySubject } from '../fixtures.ts';
import type { AllowedFaults } from '../scenario/allowed-faults.ts';
import { NETWORK_FAULTS } from '../world/network-fault.ts';
import { USER_FAULTS } from '../world/user-faults.ts';
import { execute } from './execute.ts';
import { executionFingerprint } from './fingerprint.ts';
import type { Strategy } from './strategy.ts';

/** A call that asks the server once, which may answer with every fault, stores something, and shows nobody what it got. */
const ASKS = `
  await post('ResendConfirmationCode', { ClientId: '1example23456789', Username: 'alice' }).then((it) => it.text()).catch(() => {});
  await storage.setItem('key', 'value').catch(() => {});
  await storage.getItem('key').catch(() => {});`;

function subjectWith(faults: AllowedFaults, storage: StorageBackendName = 'fifo') {
  return tinySubject({
    calls: { signOut: ASKS },
    program: [actor('A', 'signOut'), actor('B', 'signOut')],
    start: { faults, devices: { phone: { storage } } },
  });
}

/** Lets faults hit as soon as they can, and writes its choices down. */
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

interface Case {
  readonly title: string;
  readonly faults: AllowedFaults;
  readonly storage?: StorageBackendName;
}

/** Of storages that an app on React Native may have. */
const STORAGE_CASES: readonly Case[] = STORAGE_BACKEND_NAMES.filter(
  (name) => name !== 'local-storage',
).flatMap((storage) =>
  STORAGE_BACKENDS[storage].failures.flatMap((kind) =>
    [false, true].map((lasts) => ({
      title: `${storage}: ${kind}${lasts ? ', for a time' : ''}`,
      faults: { storage: [{ kind, lasts }], max: 1 },
      storage,
    })),
  ),
);

const CASES: readonly Case[] = [
  ...NETWORK_FAULTS.map((kind) => ({ title: kind, faults: { network: [kind], max: 1 } })),
  {
    title: 'throttled after effect',
    faults: { network: [{ kind: 'throttled', afterEffect: true }], max: 1 },
  },
  ...(['offline', 'throttled'] as const).map((kind) => ({
    title: `outage: ${kind}`,
    faults: { outages: [kind], max: 1 },
  })),
  ...USER_FAULTS.map((kind) => ({ title: kind, faults: { users: [kind], max: 1 } })),
  ...STORAGE_CASES,
  { title: 'a suspended app', faults: { suspensions: ['app'], max: 1 } },
  { title: 'a clock that jumps', faults: { clocks: [{ device: 'phone', by: -3_600_000 }], max: 1 } },
];

describe.each(CASES)('$title', ({ faults, storage }) => {
  test('hits, and hits again wherever its schedule or its choices are replayed', async () => {
    // Arrange
    const subject = subjectWith(faults, storage);
    const recorder = new ChoiceRecorder();
    const original = await execute(subject, unlucky(recorder), { observed: true });
    const hit = original.steps.filter(({ kind }) => kind === 'fault');

    // Act
    const bySchedule = await replaySchedule(subject, idsOf(original));
    const byChoices = await replayChoices(subject, recorder.choices);

    // Assert
    expect(hit.length).toBeGreaterThan(0);
    expect(bySchedule.divergence).toBeUndefined();
    expect([bySchedule.hash, byChoices.hash]).toEqual(Array(2).fill(executionFingerprint(original)));
  });

  test('does not hit by itself', async () => {
    const byItself = await execute(subjectWith(faults, storage), plainStrategy());

    const without = await execute(subjectWith({ max: 0 }, storage), plainStrategy());
    expect(idsOf(byItself)).toEqual(idsOf(without));
  });
});

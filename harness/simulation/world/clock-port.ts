import type { DeviceClock } from './device-clock.ts';
import type { FaultBudget } from './fault-budget.ts';
import { occurrence } from './occurrence.ts';
import { numbered, occurrenceId } from './occurrence-ids.ts';
import { Lineage, type Step } from './step.ts';
import type { StepSource, World } from './world.ts';

/** A jump that the clock of a device may make, for example when it is set, or synchronised after a long sleep. */
export interface ClockJump {
  readonly device: string;
  /** Milliseconds; negative for a jump back. */
  readonly by: number;
}

/** A clock that may jump, and the realms that read it. */
export interface JumpingClock {
  readonly clock: DeviceClock;
  readonly realms: readonly string[];
}

/** The location on which a jump conflicts with every read of the clock. `!`: the jump may never happen. */
export function clockOf(device: string): string {
  return `!clock:${device}`;
}

/** Clocks that jump: each jump once, while code that could notice it is about to run. */
export class ClockPort implements StepSource {
  readonly #world: World;
  readonly #budget: FaultBudget;
  readonly #jumps: readonly ClockJump[];
  /** The number of each jump among those of the same clock. */
  readonly #numbers: readonly number[];
  readonly #clocks: ReadonlyMap<string, JumpingClock>;

  /** Must be created after all sources of steps that run code, because it looks at them. */
  constructor(
    world: World,
    budget: FaultBudget,
    {
      jumps,
      clocks,
    }: { readonly jumps: readonly ClockJump[]; readonly clocks: ReadonlyMap<string, JumpingClock> },
  ) {
    this.#world = world;
    this.#budget = budget;
    this.#jumps = jumps;
    this.#numbers = numbered(jumps.map(({ device }) => device));
    this.#clocks = clocks;
  }

  collect(into: Step[]): void {
    for (const [index, { device, by }] of this.#jumps.entries()) {
      const quota = { name: `clock-${index}`, times: 1 };
      const jumping = this.#clocks.get(device);
      if (!jumping || !this.#budget.allows(quota)) continue;
      if (!into.some((step) => step.runsJavaScript && jumping.realms.includes(step.realm))) continue;
      const id = occurrenceId('clock', device, { rule: this.#numbers[index] });
      into.push(
        this.#step(id, device, by, () => {
          this.#budget.spend(quota);
          jumping.clock.jump(by);
        }),
      );
    }
  }

  dropRealm(): void {}

  #step(id: string, device: string, by: number, run: () => void): Step {
    return occurrence({
      lineage: Lineage.root(id),
      kind: 'fault',
      actor: `clock-of-${device}`,
      facts: { target: device, fault: { code: 'clock-jump', stage: 'device' }, milliseconds: by },
      run: () => {
        this.#world.touch('write', clockOf(device));
        run();
      },
    });
  }
}

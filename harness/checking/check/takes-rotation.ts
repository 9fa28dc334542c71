import { deviatingStrategy, deviationsOf } from '../../analysis/shrink/deviations.ts';
import type { Shrunk } from '../../analysis/shrink/shrink.ts';
import { execute } from '../../simulation/execution/execute.ts';
import { judge } from '../../simulation/invariants/index.ts';
import type { Scenario } from '../../simulation/scenario/scenario.ts';

/** Whether a broken invariant holds in the same order if refreshes do not replace the refresh token. */
export async function takesRotation(
  { subject, executed }: Pick<Shrunk, 'subject' | 'executed'>,
  invariant: string,
): Promise<boolean> {
  const { scenario } = subject;
  if (!scenario.start(subject.options).pool?.rotation) return false;
  const start: Scenario['start'] = (options) => {
    const { pool, ...others } = scenario.start(options);
    return { ...others, pool: { ...pool, rotation: undefined } };
  };
  const without = await execute(
    { ...subject, scenario: { ...scenario, start } },
    deviatingStrategy(deviationsOf(executed.steps.map(({ id }) => id))),
  );
  return judge(without, scenario.invariants).every((broken) => broken.invariant !== invariant);
}

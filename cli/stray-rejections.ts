import { unreportedLateCode } from '../harness/simulation/execution/late-code.ts';
import { isMadeByScenario, thrownInWords } from '../harness/simulation/scenario/scenario-position.ts';
import { INCONCLUSIVE, WRONG_USE } from './exit-status.ts';

/**
 * Says on stderr what happens outside every world, each thing once. Code of a scenario that goes on after its execution, which
 * may throw, leaves the question open. Any other unhandled rejection is a bug of amplify-race. Neither affects a verdict,
 * but exit status 0 would hide them.
 * @returns a function that turns the exit status of a command into that of the process. To be called at its end
 */
export function reportStrayRejections(): (status: number) => number {
  let least = 0;
  const said = new Set<string>();
  const say = (line: string): void => {
    if (said.has(line)) return;
    said.add(line);
    process.stderr.write(`amplify-race: ${line}\n`);
  };
  process.on('unhandledRejection', (reason) => {
    if (isMadeByScenario(reason)) {
      least ||= INCONCLUSIVE;
      say(`code of a scenario went on after its execution had ended, and threw ${thrownInWords(reason)}`);
      return;
    }
    least = WRONG_USE;
    const what = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    say(
      `a promise was rejected outside every execution and never handled. No verdict takes it into account.\n${what}`,
    );
  });
  return (status) => {
    for (const what of unreportedLateCode()) {
      least ||= INCONCLUSIVE;
      say(`${what}. No verdict takes it into account.`);
    }
    return status || least;
  };
}

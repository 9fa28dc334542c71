import { WRONG_USE } from './exit-status.ts';

/**
 * Says on stderr what is rejected in this process outside every world, where nobody handles it: a scenario's code that
 * goes on after its execution, or a mistake of ours. It is in no verdict, but a status of success would hide it.
 * @returns makes the exit status of what ran the one of the process
 */
export function reportStrayRejections(): (status: number) => number {
  let isClean = true;
  process.on('unhandledRejection', (reason) => {
    isClean = false;
    const what = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    process.stderr.write(
      `amplify-race: a promise was rejected outside every execution, and nobody handled it. It is in no verdict.\n${what}\n`,
    );
  });
  return (status) => (isClean ? status : status || WRONG_USE);
}

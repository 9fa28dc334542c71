import { WRONG_USE } from './exit-status.ts';

/**
 * Prints on stderr what is rejected in this process outside every world and that nobody handles: by a scenario's code
 * that goes on after its execution, or by a mistake of ours. It is in no verdict, but a status of success would hide it.
 * @returns turns the exit status of a command into that of the process
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

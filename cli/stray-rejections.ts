import { WRONG_USE } from './exit-status.ts';

/**
 * Prints unhandled rejections that happen outside every world on stderr. They come from scenario code that goes on after
 * its execution, or from a bug of amplify-race. They affect no verdict, but exit status 0 would hide them.
 * @returns a function that turns the exit status of a command into that of the process
 */
export function reportStrayRejections(): (status: number) => number {
  let isClean = true;
  process.on('unhandledRejection', (reason) => {
    isClean = false;
    const what = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    process.stderr.write(
      `amplify-race: a promise was rejected outside every execution and never handled. No verdict takes it into account.\n${what}\n`,
    );
  });
  return (status) => (isClean ? status : status || WRONG_USE);
}

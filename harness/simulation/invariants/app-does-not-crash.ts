import type { Invariant } from './invariant.ts';

/** Texts that begin like a JSON Web Token: messages of errors may quote what they choked on. */
const TOKEN = /eyJ[\w.-]*/g;

/**
 * A program of the app fails by itself, as by a TypeError, in an order and not in every one: it met what it had no
 * reason to expect. One that fails in every order is a mistake in the scenario, which is refused before. A promise that
 * the program does not return, or await, counts too.
 */
export const appDoesNotCrash: Invariant = {
  name: 'app-does-not-crash',
  statement: "The app's code throws no error of its own because of what a call returned.",
  aboutAnyCode: true,
  check({ crashes }) {
    const [crash] = crashes;
    if (!crash) return undefined;
    const { actor, error, isFloating } = crash;
    const whose = actor === undefined ? 'code of the app' : `the program of ${actor}`;
    const where = isFloating ? ', in a promise that it does not return' : '';
    const name = error instanceof Error ? error.name : typeof error;
    const message = error instanceof Error ? `: ${error.message.split('\n')[0]?.replace(TOKEN, '…')}` : '';
    return { symptom: name, message: `${whose} crashes with ${name}${message}${where}` };
  },
};

/** A secret of SRP has 128 bytes in both majors. */
const WORDS_IN_A_SECRET = 32;

/**
 * A word of the ephemeral secrets of SRP (RFC 5054, `a`), which Amplify draws one 32-bit word at a time
 * (`WordArray.random`), the most significant first. Of any 32 in a row one is 1 and the others are 0, so that a secret
 * is a power of two: raising to it costs next to nothing, where a secret of full length costs a tenth of a second at
 * every sign-in, even by a password that is sent as it is. It must not be 0, to which Amplify's big integers cannot
 * raise. Whether tokens survive does not hang on it.
 *
 * A secret is drawn within one step. So words are counted by step, and nothing is kept from one step to the next.
 *
 * @param drawn how many words have been drawn in the step in progress, this one included
 */
export function ephemeralWord(drawn: number): 0 | 1 {
  return drawn % WORDS_IN_A_SECRET === 0 ? 1 : 0;
}

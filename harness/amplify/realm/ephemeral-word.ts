/** A secret of SRP has 128 bytes in both majors. */
const WORDS_IN_A_SECRET = 32;

/**
 * A word of the ephemeral secrets of SRP (RFC 5054, `a`), which Amplify draws one 32-bit word at a time
 * (`WordArray.random`), the most significant first. Among any 32 consecutive words one is 1 and the others are 0, so a
 * secret is a power of two. Exponentiation with it costs next to nothing. A secret of full length would cost a tenth of a
 * second at every sign-in, even with a password that is sent as it is. The secret must not be 0, an exponent that
 * Amplify's big integers cannot handle. It does not affect whether tokens survive.
 *
 * A secret is drawn within one step. So words are counted per step, and nothing is kept from one step to the next.
 *
 * @param drawn how many words have been drawn in the step in progress, this one included
 */
export function ephemeralWord(drawn: number): 0 | 1 {
  return drawn % WORDS_IN_A_SECRET === 0 ? 1 : 0;
}

/** A secret of SRP has 128 bytes in both majors. */
const WORDS_IN_A_SECRET = 32;

/**
 * The words of the ephemeral secrets of SRP (RFC 5054, `a`), which Amplify draws one 32-bit word at a time
 * (`WordArray.random`), the most significant first. Of any 32 in a row the last is 1 and the others are 0, so that
 * a secret is a small power of two: raising to it costs nothing, where a secret of full length costs a tenth of a
 * second at every sign-in, even by a password that is sent as it is. It must not be 0, to which Amplify's big
 * integers cannot raise. Whether tokens survive does not hang on it.
 *
 * @returns what draws the next word
 */
export function ephemeralWords(): () => 0 | 1 {
  let drawn = 0;
  return () => {
    drawn = (drawn + 1) % WORDS_IN_A_SECRET;
    return drawn === 0 ? 1 : 0;
  };
}

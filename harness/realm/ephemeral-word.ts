/**
 * Each word of the ephemeral secret of SRP (RFC 5054, `a`), which Amplify draws one 32-bit word at a time
 * (`WordArray.random`). A secret of zero spares a tenth of a second of arithmetic at every sign-in of v5, which
 * does it even for a password that it sends as it is; whether tokens survive does not hang on it.
 */
export const EPHEMERAL_WORD = 0;

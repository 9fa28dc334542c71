import type { SourceMapInput } from '@jridgewell/trace-mapping';

/** One published Amplify version, loaded and ready to instantiate. */
export interface Release {
  /** As the user typed it: `installed`, `6.6.6`, `latest`, `^6.7`, `file:../fork`. */
  readonly spec: string;
  /** The exact version of `aws-amplify`, such as `6.22.1`. */
  readonly version: string;
  readonly major: 5 | 6;
  /**
   * The platform whose variant of the code was bundled. Amplify 6 has one bundle for both: it acts as in
   * a browser if `window` is injected, and takes its storage from `setKeyValueStorage` otherwise.
   */
  readonly flavour: Flavour | 'any';
  /** For tables: `6.6.6`, `installed (6.22.1)`, `file:../fork (6.22.1)`, `6.6.6 + fix.patch (1a2b3c4d)`. */
  readonly label: string;
  /** Path of the patch that was applied to it, as the user typed it. */
  readonly patch?: string;
  /** Exact version of every package that has code in the bundle, by name. */
  readonly packages: Readonly<Record<string, string>>;
  readonly bundle: Bundle;
}

/** Which platform's files of Amplify 5 are bundled. */
export type Flavour = 'react-native' | 'web';

/** A release as one script. */
export interface Bundle {
  /** SHA-256 of {@link code}, lower-case hexadecimal. */
  readonly hash: string;
  /**
   * The body of a function whose parameters are the injected globals (see `injected-globals.ts`) and
   * which returns the exports. Each call evaluates the release afresh.
   */
  readonly code: string;
  /** The cache directory that it is from, in which what is made of it may be kept, too. */
  readonly cacheDir?: string;
  /**
   * Maps {@link code} to the packages' own sources, named `@aws-amplify/auth/src/...`, with their text.
   * Read from disk at each call.
   * @throws {ReleaseError} if the cache entry disappeared since the release was loaded
   */
  sourceMap(): SourceMapInput;
}

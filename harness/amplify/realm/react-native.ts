import { N } from '../../../fakes/cognito/srp/group.ts';
import { ephemeralWord } from './ephemeral-word.ts';
import { modPow } from './mod-pow.ts';

/**
 * What native code offers to a React Native app, as far as Amplify 5 uses it.
 * @param asyncStorage the storage module that the app has installed
 * @param drawWord see `RealmEnvironment`
 */
export function reactNativeGlobals(asyncStorage: object, drawWord: () => number): Record<string, unknown> {
  return {
    AsyncStorage: asyncStorage,
    ReactNative: {
      Platform: { OS: 'ios', Version: '17.0' },
      NativeModules: { RNAWSCognito: cognitoModule(drawWord) },
      Linking: eventSource(),
      AppState: eventSource(),
      Dimensions: { get: () => ({ width: 390, height: 844 }) },
    },
  };
}

/** A source of events that never dispatches any. */
function eventSource(): object {
  return { addEventListener: () => ({ remove() {} }) };
}

/** A number in hexadecimal, without a prefix. */
type Hex = string;

interface PowerTerms {
  readonly target: Hex;
  readonly value: Hex;
  readonly modifier: Hex;
}

type SecretTerms = Readonly<Record<'g' | 'x' | 'k' | 'a' | 'b' | 'u', Hex>>;

/**
 * The native half of `amazon-cognito-identity-js`, as far as a sign-in needs it. Real native code answers later; Amplify
 * does not wait for the answer there.
 */
function cognitoModule(drawWord: () => number): object {
  return {
    computeModPow: (
      { target, value, modifier }: PowerTerms,
      callback: (error: null, result: Hex) => void,
    ): void => callback(null, modPow(parse(target), parse(value), parse(modifier)).toString(16)),
    /** The client's `S` of SRP-6a (RFC 5054, 2.6), in the group that Cognito uses. */
    computeS: ({ g, x, k, a, b, u }: SecretTerms, callback: (error: null, result: Hex) => void): void => {
      const base = parse(b) - parse(k) * modPow(parse(g), parse(x), N);
      const secret = modPow(((base % N) + N) % N, parse(a) + parse(u) * parse(x), N);
      callback(null, secret.toString(16));
    },
    /** Amplify only asks for single {@link ephemeralWord words}, in the processor's byte order. */
    getRandomBase64: (length: number): string => {
      const bytes = Buffer.alloc(length);
      bytes[0] = ephemeralWord(drawWord());
      return bytes.toString('base64');
    },
  };
}

function parse(hex: Hex): bigint {
  return BigInt(`0x${hex}`);
}

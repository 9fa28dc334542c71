import { FakeAsyncStorage } from '../../fakes/storage/modules/async-storage.ts';
import type { NativeStorage } from '../../fakes/storage/native-storage.ts';
import { EPHEMERAL_WORD } from './ephemeral-word.ts';
import { modPow } from './mod-pow.ts';

/** What an app on React Native gets from native code, as far as Amplify 5 looks at it. */
export function reactNativeGlobals(storage: NativeStorage): Record<string, unknown> {
  return {
    AsyncStorage: new FakeAsyncStorage(storage),
    ReactNative: {
      Platform: { OS: 'ios', Version: '17.0' },
      NativeModules: { RNAWSCognito: COGNITO_MODULE },
      Linking: EVENT_SOURCE,
      AppState: EVENT_SOURCE,
      Dimensions: { get: () => ({ width: 390, height: 844 }) },
    },
  };
}

/** Something that an app may listen to and that never says anything. */
const EVENT_SOURCE = { addEventListener: () => ({ remove() {} }) };

/** A number in hexadecimal, without a prefix. */
type Hex = string;

interface PowerTerms {
  readonly target: Hex;
  readonly value: Hex;
  readonly modifier: Hex;
}

/**
 * The native half of `amazon-cognito-identity-js`, for what a sign-in by password needs. Real native code answers
 * later; Amplify does not wait for the answer there.
 */
const COGNITO_MODULE = {
  computeModPow: (
    { target, value, modifier }: PowerTerms,
    callback: (error: null, result: Hex) => void,
  ): void => callback(null, modPow(parse(target), parse(value), parse(modifier)).toString(16)),
  /** Amplify asks it for words of {@link EPHEMERAL_WORD SRP's secret} alone. */
  getRandomBase64: (length: number): string => Buffer.alloc(length, EPHEMERAL_WORD).toString('base64'),
};

function parse(hex: Hex): bigint {
  return BigInt(`0x${hex}`);
}

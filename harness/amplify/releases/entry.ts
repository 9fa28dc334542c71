import type { Flavour } from './release.ts';

/** The calls of `aws-amplify/auth` that a bundle offers by default: those that scenarios use. */
export const DEFAULT_APIS = [
  'fetchAuthSession',
  'getCurrentUser',
  'fetchUserAttributes',
  'updateUserAttributes',
  'signIn',
  'confirmSignIn',
  'autoSignIn',
  'signUp',
  'signInWithRedirect',
  'signOut',
  'deleteUser',
  'updatePassword',
  'fetchDevices',
  'rememberDevice',
  'forgetDevice',
] as const;

/** What a bundle imports from one module of a release. */
export interface EntryModule {
  readonly specifier: string;
  /** Exports wanted; those that a release lacks are left out of its bundle. */
  readonly names: readonly string[];
  /** The property of the bundle's exports that holds them; the exports themselves if absent. */
  readonly under?: string;
}

/** What a bundle is made of. Equal entries over equal packages give equal bundles. */
export interface Entry {
  readonly major: 5 | 6;
  readonly flavour: Flavour | 'any';
  /** In the order in which they are evaluated. */
  readonly modules: readonly EntryModule[];
}

/**
 * The entry for a major version. For 6 it has the modules that an app imports, evaluated in an app's order,
 * plus `getAmplifyUserAgent`: a realm calls it at boot to make Amplify detect the framework, which sets timers.
 * For 5 it has the two packages that make up authentication. All that `aws-amplify` would add is the other
 * categories: six times as much code.
 */
export function entryFor(major: 5 | 6, flavour: Flavour, apis: readonly string[] = DEFAULT_APIS): Entry {
  if (major === 5) {
    return {
      major,
      flavour,
      modules: [
        { specifier: '@aws-amplify/core', names: ['Amplify', 'Hub', 'Credentials', 'StorageHelper'] },
        { specifier: '@aws-amplify/auth', names: ['Auth'] },
      ],
    };
  }
  return {
    major,
    flavour: 'any',
    modules: [
      { specifier: 'aws-amplify', names: ['Amplify'] },
      { specifier: 'aws-amplify/auth', names: apis, under: 'auth' },
      {
        specifier: 'aws-amplify/auth/cognito',
        names: ['cognitoUserPoolsTokenProvider', 'cognitoCredentialsProvider'],
      },
      { specifier: 'aws-amplify/utils', names: ['Hub', 'CookieStorage', 'defaultStorage'] },
      { specifier: '@aws-amplify/core/internals/utils', names: ['getAmplifyUserAgent'] },
    ],
  };
}

/** Former names of exports, in releases that had them under another name. */
const FORMER_NAMES: Readonly<Record<string, string>> = {
  // Until 6.0.0.
  cognitoUserPoolsTokenProvider: 'CognitoUserPoolsTokenProvider',
};

/** The entry as the text of a module. `available` lists the exports of each specifier. */
export function entryText(entry: Entry, available: ReadonlyMap<string, ReadonlySet<string>>): string {
  return entry.modules
    .map(({ specifier, names, under }) => {
      const present = names.flatMap((name) => {
        const found = [name, FORMER_NAMES[name]].find((known) => available.get(specifier)?.has(known ?? ''));
        return found === undefined ? [] : [{ name, found }];
      });
      const list = present.map(({ name, found }) => `${found} as ${name}`).join(', ');
      const from = JSON.stringify(specifier);
      return under === undefined
        ? `export { ${list} } from ${from};
`
        : `import { ${list} } from ${from};
export const ${under} = { ${present.map(({ name }) => name).join(', ')} };
`;
    })
    .join('');
}

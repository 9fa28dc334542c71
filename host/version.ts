import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('amplify-race/package.json') as { version: string };

/** The version of amplify-race that is running. */
export const HARNESS_VERSION: string = version;

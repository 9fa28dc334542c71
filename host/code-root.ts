import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that the code which runs is in: that of the package, or its `dist`. */
export const CODE_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * A module as it was built, also when this runs from source: threads cannot be started from TypeScript.
 * @param module its path from `dist`
 */
export function builtModule(module: string): string {
  const manifest = createRequire(import.meta.url).resolve('amplify-race/package.json');
  return join(dirname(manifest), 'dist', module);
}

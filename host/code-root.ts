import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the running code: the package's own, or its `dist`. */
export const CODE_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * The built form of a module, even if this runs from source: threads cannot be started from TypeScript.
 * @param module its path from `dist`
 */
export function builtModule(module: string): string {
  const manifest = createRequire(import.meta.url).resolve('amplify-race/package.json');
  return join(dirname(manifest), 'dist', module);
}

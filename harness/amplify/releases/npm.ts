import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import spawn, { type Options, SubprocessError } from 'nano-spawn';
import { makeFolder } from '../../../host/make-folder.ts';
import { ReleaseError } from './errors.ts';
import { npmFailure } from './npm-failure.ts';

/** The two things that we ask a package registry for. */
export interface Npm {
  /**
   * Metadata of a package or of one version of it: what `npm view <spec> <fields> --json` prints.
   * @returns `undefined` if nothing matches
   * @throws {OfflineError} if the registry cannot be reached
   */
  view(spec: string, fields: readonly string[]): Promise<unknown>;
  /**
   * Installs packages into `<directory>/node_modules`, without running their scripts.
   * @param dependencies exact versions by name
   * @param left packages to leave out although others depend on them
   * @throws {OfflineError} if the registry cannot be reached
   */
  install(
    directory: string,
    dependencies: Readonly<Record<string, string>>,
    left: readonly string[],
  ): Promise<void>;
}

/** The registry cannot be reached. */
export class OfflineError extends Error {
  override readonly name = 'OfflineError';
}

/** The user's own npm, with their registry, proxy and credentials. */
export const npmCommand: Npm = {
  async view(spec, fields) {
    try {
      const text = await runNpm(['view', spec, ...fields, '--json'], { env: IMPATIENT });
      // npm prints nothing at all for a package without versions.
      return text.trim() === '' ? undefined : JSON.parse(text);
    } catch (error) {
      if (error instanceof ReleaseError && NO_SUCH_VERSION.test(causeOf(error))) {
        return undefined;
      }
      throw error;
    }
  },

  async install(directory, dependencies, left) {
    const empty = join(directory, 'empty');
    makeFolder(empty);
    await writeFile(join(empty, 'package.json'), JSON.stringify({ name: 'empty', version: '0.0.0' }));
    const overrides = Object.fromEntries(left.map((name) => [name, 'file:./empty']));
    await writeFile(
      join(directory, 'package.json'),
      JSON.stringify({ private: true, dependencies, overrides }),
    );
    // Without peers: they are React Native itself (100 MB), which a bundle does not contain.
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional', '--omit=dev'];
    await runNpm(['install', ...flags, '--legacy-peer-deps', '--no-package-lock'], {
      cwd: directory,
      env: { ...IMPATIENT, npm_config_fetch_timeout: '20000' },
    });
  },
};

const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT/;
const NO_SUCH_VERSION = /\bE404\b|\bETARGET\b/;

// Without these, npm takes minutes to report that there is no network. A command tries at most twice.
const IMPATIENT = {
  npm_config_fetch_retries: '1',
  npm_config_fetch_retry_mintimeout: '500',
  npm_config_fetch_timeout: '12000',
};

/** Runs npm and returns what it printed on standard output. */
async function runNpm(args: readonly string[], options: Options): Promise<string> {
  try {
    const { stdout } = await spawn('npm', args, options);
    return stdout;
  } catch (error) {
    if (!(error instanceof SubprocessError)) {
      throw error;
    }
    const cause = { cause: error };
    if ((error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
      throw new ReleaseError('Cannot find npm', 'Install it, or put it on the PATH.', cause);
    }
    if (UNREACHABLE.test(error.output)) {
      throw new OfflineError(`npm ${args[0]} could not reach the registry`, cause);
    }
    const { reason, hint = `Run "npm ${args.join(' ')}" to see it in full.` } = npmFailure(error.output);
    throw new ReleaseError(`npm ${args[0]} failed: ${reason}`, hint, cause);
  }
}

/** What npm printed when it failed. */
function causeOf(error: ReleaseError): string {
  return error.cause instanceof SubprocessError ? error.cause.output : '';
}

import type { OptionValues } from '../../../results/types.ts';
import { findScenarios } from '../../../scenarios/find-scenarios.ts';
import type { Release } from '../../amplify/releases/release.ts';
import type { Subject } from '../../simulation/execution/subject.ts';
import { programOf } from '../../simulation/scenario/made-afresh.ts';

/** A subject as plain data, from which a worker thread makes its own. */
export interface PlainSubject {
  readonly scenario: string;
  /** The file that the scenario is from, unless it is one of the catalogue. */
  readonly file: string | undefined;
  readonly options: OptionValues;
  readonly actors: readonly string[];
  readonly seed: number;
  readonly release: PlainRelease;
}

/** The parts of a release that are needed to run it, without its source map. */
interface PlainRelease extends Pick<Release, 'spec' | 'version' | 'major' | 'flavour'> {
  readonly bundle: { readonly hash: string; readonly code: string; readonly cacheDir?: string };
}

/** @param file see {@link PlainSubject} */
export function toPlain(
  { scenario, options, program, seed, release, wrap }: Subject,
  file: string | undefined,
): PlainSubject {
  if (wrap) throw new TypeError('code around the client cannot be sent to another thread: stay in this one');
  const { spec, version, major, flavour, bundle } = release;
  const { hash, code, cacheDir } = bundle;
  return {
    scenario: scenario.name,
    file,
    options,
    actors: program().map(({ actor }) => actor),
    seed,
    release: {
      spec,
      version,
      major,
      flavour,
      bundle: { hash, code, ...(cacheDir !== undefined && { cacheDir }) },
    },
  };
}

/** Restores the subject, without source positions. */
export async function toSubject(plain: PlainSubject): Promise<Subject> {
  const { scenario: name, file, options, actors, seed, release } = plain;
  const found = await findScenarios([file ?? name]);
  const scenario = found.find((candidate) => candidate.scenario.name === name)?.scenario;
  if (!scenario) throw new TypeError(`no scenario "${name}"`);
  const program = () => programOf(scenario, options).filter(({ actor }) => actors.includes(actor));
  const bundle = { ...release.bundle, sourceMap: noSourceMap };
  return {
    scenario,
    options,
    program,
    seed,
    release: { ...release, label: release.version, packages: {}, bundle },
  };
}

/** Only the main thread asks for source positions. */
export function noSourceMap(): never {
  throw new TypeError('a worker thread has no source maps');
}

import type { OptionValues } from '../../../results/types.ts';
import { type LoadOptions, loadRelease } from '../../amplify/releases/load-release.ts';
import type { Flavour, Release } from '../../amplify/releases/release.ts';
import { partsOf } from '../scenario/check-scenario.ts';
import { programOf } from '../scenario/made-afresh.ts';
import type { Scenario, Start } from '../scenario/scenario.ts';
import type { Subject } from './subject.ts';

export interface SubjectRequest {
  /** The release, in the form that `loadRelease` accepts. */
  readonly amplify: string;
  readonly scenario: Scenario;
  readonly options: OptionValues;
  readonly seed: number;
}

/**
 * Makes subjects.
 * @throws {ScenarioError} if the scenario has mistakes; it names all of them, and nothing has been fetched
 * @throws {ReleaseError} if the release does not exist or is not available
 */
export type SubjectLoader = (request: SubjectRequest) => Promise<Subject>;

/** Loads of each release the code for the platform that a scenario plays on, once for all scenarios. */
export function subjectLoader(options: Omit<LoadOptions, 'flavour'> = {}): SubjectLoader {
  const loaded = new Map<string, Promise<Release>>();

  const load = (spec: string, flavour: Flavour): Promise<Release> => {
    const key = `${flavour} ${spec}`;
    let release = loaded.get(key);
    if (!release) {
      release = loadRelease(spec, { ...options, flavour });
      loaded.set(key, release);
    }
    return release;
  };

  return async ({ amplify, scenario, options: values, seed }) => {
    const { start } = await partsOf(scenario, values);
    const release = await load(amplify, flavourFor(start));
    return { release, scenario, options: values, program: () => programOf(scenario, values), seed };
  };
}

/** Where a scenario has realms on both platforms, opening its world says which of them does not fit. */
function flavourFor({ realms }: Start): Flavour {
  const [realm] = Object.values(realms);
  return realm?.platform ?? 'react-native';
}

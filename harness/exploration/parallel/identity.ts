import { HARNESS_VERSION } from '../../../host/version.ts';
import { sha256 } from '../../amplify/releases/file-hashes.ts';
import type { Subject } from '../../simulation/execution/subject.ts';

/** Everything that affects what an exhaustive search finds. Parts of one search have the same identity. */
export function searchIdentity({ scenario, options, program, seed, release }: Subject): string {
  const sorted = Object.entries(options).sort(([one], [other]) => (one < other ? -1 : 1));
  const actors = program().map(({ actor }) => actor);
  const parts = [HARNESS_VERSION, scenario.name, sorted, actors, seed, release.version, release.bundle.hash];
  return sha256(JSON.stringify(parts)).slice(0, 16);
}

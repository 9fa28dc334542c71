import semver from 'semver';
import { ReleaseError } from './errors.ts';
import {
  nearestTag,
  nearestVersions,
  type PublishedOptions,
  publishedVersions,
} from './published-versions.ts';
import type { PublishedSpec } from './spec.ts';

/**
 * The exact version that a version, range or tag stands for: for a range, the highest.
 * @throws {ReleaseError} if there is none; it names the nearest ones
 */
export async function resolveVersion(spec: PublishedSpec, options: PublishedOptions): Promise<string> {
  const { versions, tags } = await publishedVersions(options);
  switch (spec.kind) {
    case 'version': {
      if (versions.includes(spec.version)) {
        return spec.version;
      }
      const near = nearestVersions(spec.version, versions).join(', ');
      throw new ReleaseError(`aws-amplify ${spec.version} was never published`, `Nearest versions: ${near}.`);
    }
    case 'range': {
      const highest = semver.maxSatisfying(versions, spec.range);
      if (highest !== null) {
        return highest;
      }
      const lowest = semver.minVersion(spec.range)?.version ?? '0.0.0';
      const near = nearestVersions(lowest, versions).join(', ');
      throw new ReleaseError(
        `No published aws-amplify is in the range "${spec.range}"`,
        `Nearest versions: ${near}.`,
      );
    }
    case 'tag': {
      const version = tags[spec.tag];
      if (version !== undefined) {
        return version;
      }
      const meant = nearestTag(spec.tag, [...Object.keys(tags), 'installed']);
      throw new ReleaseError(
        `aws-amplify has no tag "${spec.tag}"`,
        `${meant === undefined ? '' : `Did you mean "${meant}"? `}Tags: ${Object.keys(tags).join(', ')}.`,
      );
    }
  }
}

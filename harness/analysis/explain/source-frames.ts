import type { SourcePosition } from '../../../results/types.ts';
import { bundleFileName } from '../../amplify/realm/realm.ts';
import type { Release } from '../../amplify/releases/release.ts';
import { sourcePositions } from '../../amplify/releases/source-positions.ts';

/**
 * Turns the stack of a step into positions in Amplify's own sources, innermost first. The layers below Auth that
 * every request passes through are left out.
 */
export type FrameMapper = (stack: string | undefined) => SourcePosition[];

export function frameMapper(release: Release): FrameMapper {
  const positions = sourcePositions(release);
  const fileName = bundleFileName(release.bundle);
  return (stack) => {
    const frames = stack === undefined ? [] : positions.ofStack(stack, fileName);
    const auth = frames.findIndex(({ file }) => /^@aws-amplify\/auth\/(?!.*\/foundation\/)/.test(file));
    return auth < 0 ? frames : frames.slice(auth);
  };
}

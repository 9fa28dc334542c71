import type { SourcePosition } from '../../results/types.ts';

/** `TokenStore.ts:123` */
export function shortPosition(position: SourcePosition): string {
  return `${fileName(position.file)}:${position.line}`;
}

/** The folder of a source file, `@aws-amplify/auth/src/providers/cognito/tokenProvider`. */
export function folderOf(position: SourcePosition): string {
  return position.file.slice(0, -fileName(position.file).length - 1);
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

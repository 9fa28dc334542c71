import type { Bundle } from './releases/release.ts';
export class HeapTracker {
  readonly hooks: object = {};
  beginStep(_step: string): void {}
  endStep(): { accesses: ReadonlyMap<string, 'read' | 'write'>; readDigest: string } {
    return { accesses: new Map(), readDigest: '' };
  }
  stateDigest(): string {
    return '';
  }
}
export const HEAP_HOOKS = '$heap';
export function instrumentBundle(bundle: Bundle): Bundle {
  return bundle;
}

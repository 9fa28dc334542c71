import { hash32 } from '../../amplify/realm/randomness.ts';
import type { Step } from '../world/step.ts';

interface Order {
  /** Digest of the writes so far, in order, and of the sets of reads between them. */
  writes: number;
  /** Digest of the set of reads since the last write: a sum, as their order makes no difference. */
  reads: number;
}

/**
 * A key that executions share when every storage entry and the server saw the same reads and writes in the same
 * order: the outside view of a Mazurkiewicz trace. Two executions with different keys did differ.
 */
export function classKey(steps: readonly Step[]): string {
  const orders = new Map<string, Order>();
  for (const { id, resource, writes } of steps) {
    if (resource === undefined) continue;
    let order = orders.get(resource);
    if (!order) {
      order = { writes: 0, reads: 0 };
      orders.set(resource, order);
    }
    const hash = hash32(id);
    if (writes) {
      order.writes = mix(mix(order.writes, order.reads), hash);
      order.reads = 0;
    } else {
      order.reads = (order.reads + mix(hash, 1)) | 0;
    }
  }
  let low = 0;
  let high = 0;
  for (const [resource, { writes, reads }] of orders) {
    const entry = mix(hash32(resource), mix(writes, reads));
    low = (low + entry) | 0;
    high = (high + mix(entry, 0x5bd1e995)) | 0;
  }
  return `${low.toString(36)}.${high.toString(36)}`;
}

/** The finaliser of MurmurHash3 over a combination of two 32-bit words. */
function mix(left: number, right: number): number {
  let hash = Math.imul(left ^ Math.imul(right, 0x9e3779b1), 0x85ebca6b);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}

import { isTransport, NETWORK_FAULTS } from '../../world/network-fault.ts';
import type { Mistake } from './mistakes.ts';

type Rule = Readonly<Record<string, unknown>>;

/** The keys that say something about network faults and outages of each kind. */
const KEYS_OF: Readonly<Record<string, (kind: string) => readonly string[]>> = {
  network: (kind) => ['kind', 'operations', ...(isTransport(kind) ? [] : ['afterEffect']), 'times'],
  outages: (kind) => ['kind', kind === 'offline' ? 'devices' : 'operations', 'times'],
};
/** Those that not every kind has. */
const SOME_HAVE: Readonly<Record<string, readonly string[]>> = {
  network: ['afterEffect'],
  outages: ['devices', 'operations'],
};
const ALL_KINDS: readonly string[] = ['offline', ...NETWORK_FAULTS];

/**
 * Keys of a rule that its kind does without, as `devices` where the service itself is in trouble: the rule would hit
 * more than it says. Unknown keys and kinds are the schema's to find.
 */
export function keysThatDoNotApply(faults: Readonly<Record<string, unknown>>): Mistake[] {
  return Object.entries(KEYS_OF).flatMap(([list, keysOf]) => {
    const rules = faults[list];
    if (!Array.isArray(rules)) return [];
    return rules.flatMap((rule: unknown, index) =>
      isRule(rule) && ALL_KINDS.includes(String(rule.kind))
        ? (SOME_HAVE[list] ?? [])
            .filter((key) => rule[key] !== undefined && !keysOf(String(rule.kind)).includes(key))
            .map((key) => ({
              place: `start().faults.${list}[${index}].${key}`,
              message: `no such key of "${String(rule.kind)}"; keys: ${keysOf(String(rule.kind)).join(', ')}`,
            }))
        : [],
    );
  });
}

function isRule(rule: unknown): rule is Rule {
  return typeof rule === 'object' && rule !== null;
}

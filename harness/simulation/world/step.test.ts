import { describe, expect, test } from 'vitest';
import { Lineage } from './step.ts';

describe('causal ids', () => {
  test('count up along a chain in which each issues one', () => {
    const first = Lineage.root('A').next();
    const second = first.next();

    expect([first.id, second.id]).toEqual(['A:1', 'A:2']);
  });

  test('of further children are numbered behind a slash', () => {
    const parent = Lineage.root('A').next();

    const children = [parent.next(), parent.next(), parent.next()];

    expect(children.map(({ id }) => id)).toEqual(['A:2', 'A:1/1', 'A:1/2']);
  });

  test('of the descendants of a further child begin with its own', () => {
    const root = Lineage.root('A');
    root.next();
    const branch = root.next();

    expect([branch.next().id, branch.next().id]).toEqual(['A/1:1', 'A/1/1']);
  });

  test('differ between all things of one history', () => {
    const all: Lineage[] = [Lineage.root('A'), Lineage.root('B')];
    for (let index = 0; index < 200; index += 1) {
      const issuer = all[(index * 7) % all.length];
      if (issuer) all.push(issuer.next());
    }

    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test('name their issuer as parent, and roots have none', () => {
    const root = Lineage.root('A');
    const child = root.next();

    expect([root.parent, child.parent, child.next().parent]).toEqual([undefined, 'A', 'A:1']);
  });

  test('of an alternative name what it stands for, have its parent and take no number from it', () => {
    const child = Lineage.root('A').next();

    const lost = child.alternative('lost');

    expect([lost.id, lost.parent, child.next().id]).toEqual(['A:1!lost', 'A', 'A:2']);
  });
});

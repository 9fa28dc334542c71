import pico from 'picocolors';
import { describe, expect, it } from 'vitest';
import type { Interleaving } from '../../results/types.ts';
import { interleaving } from '../fixtures.ts';
import { lengthOf } from '../text/wrap.ts';
import { formatInterleaving } from './interleaving.ts';

const colors = pico.createColors(false);

const at = { file: '@aws-amplify/auth/src/TokenStore.ts', line: 83, column: 9 };

const short: Interleaving = {
  actors: ['call-1', 'call-2'],
  rows: [
    { ids: ['1'], actor: 'call-1', text: 'starts fetchAuthSession()', contextSwitch: false, racing: false },
    { ids: ['2'], actor: 'call-2', text: 'removes refreshToken R1', contextSwitch: true, racing: false },
    {
      ids: ['3'],
      actor: 'call-1',
      text: 'reads refreshToken -> null',
      contextSwitch: true,
      racing: true,
      at,
    },
  ],
};

describe('formatInterleaving', () => {
  it('draws a column for each actor', () => {
    expect(`\n${formatInterleaving(short, { width: 100, colors })}`).toMatchInlineSnapshot(`
      "
      ┌─────┬────────────────────────────┬─────────────────────────┐
      │     │ call-1                     │ call-2                  │
      ├─────┼────────────────────────────┼─────────────────────────┤
      │   1 │ starts fetchAuthSession()  │                         │
      │     │ ── switch to call-2        │                         │
      │   2 │                            │ removes refreshToken R1 │
      │     │                            │ ── switch to call-1     │
      │ ► 3 │ reads refreshToken -> null │                         │
      │     │   TokenStore.ts:83         │                         │
      └─────┴────────────────────────────┴─────────────────────────┘"
    `);
  });

  it('lists the events where columns would be too narrow', () => {
    expect(`\n${formatInterleaving(short, { width: 60, colors })}`).toMatchInlineSnapshot(`
      "
      call-1
        1  starts fetchAuthSession()
      ── switch to call-2
        2  removes refreshToken R1
      ── switch to call-1
      ► 3  reads refreshToken -> null at TokenStore.ts:83"
    `);
  });

  it('lists the events of more actors than fit', () => {
    const actors = Array.from({ length: 8 }, (_, index) => `call-${index}`);

    expect(formatInterleaving({ ...short, actors }, { width: 100, colors })).not.toContain('│');
  });

  it.each([80, 100, 120])('keeps a table within %i columns', (width) => {
    const lines = formatInterleaving(interleaving, { width, colors }).split('\n');

    expect(lines[0]).toContain('┬');
    expect(Math.max(...lines.map(lengthOf))).toBeLessThanOrEqual(width);
    expect(lines.join('\n')).toContain('TokenStore.ts:173');
  });

  it('puts racing rows apart by colour as well', () => {
    const colored = pico.createColors(true);

    expect(formatInterleaving(short, { width: 100, colors: colored })).toContain(
      colored.bold(colored.red('reads refreshToken -> null')),
    );
  });
});

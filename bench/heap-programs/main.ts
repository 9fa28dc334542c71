/** `npm run bench:heap`: generated programs, the exhaustive search of each against every order. */
import fc from 'fast-check';
import { compareOrders } from './compare-orders.ts';
import { programs } from './grammar.ts';

const [count = '20000', seed = '1', worst = '5'] = process.argv.slice(2);
const total = {
  programs: 0,
  orders: 0,
  declared: 0,
  tooLong: 0,
  missing: 0,
  missingDeclared: 0,
  different: 0,
};
const notes = new Map<string, number>();
let shown = 0;
async function fails(code: string): Promise<boolean> {
  try {
    const compared = await compareOrders(code);
    return (
      !!compared &&
      ((compared.missing.length > 0 && compared.declared.length === 0) || compared.different.length > 0)
    );
  } catch {
    return false;
  }
}

/** Leaves out lines as long as it still fails. */
async function shrink(code: string): Promise<string> {
  const lines = code.split('\n');
  for (let index = lines.length - 1; index >= 0; index -= 1) {
    if (!/^(try|await turn)/.test(lines[index] ?? '')) continue;
    const line = lines[index] ?? '';
    const without =
      line.endsWith('} },') || line.endsWith('} }],') ? line.replace(/^.*(?=\s\}\]?,$)/, '') : undefined;
    const next = [...lines];
    if (without === undefined) next.splice(index, 1);
    else next[index] = without;
    if (await fails(next.join('\n'))) lines.splice(0, lines.length, ...next);
  }
  return lines.join('\n');
}

const began = Date.now();
for (const code of fc.sample(programs, { numRuns: Number(count), seed: Number(seed) })) {
  let compared: Awaited<ReturnType<typeof compareOrders>>;
  try {
    compared = await compareOrders(code);
  } catch (error) {
    console.log(`--- ${error instanceof Error ? error.stack : error}\n${code}`);
    continue;
  }
  if (!compared) {
    total.tooLong += 1;
    continue;
  }
  total.programs += 1;
  total.orders += compared.orders;
  if (compared.declared.length > 0) total.declared += 1;
  for (const note of compared.declared) notes.set(note, (notes.get(note) ?? 0) + 1);
  if (compared.missing.length > 0 && compared.declared.length > 0) total.missingDeclared += 1;
  const missing = compared.missing.length > 0 && compared.declared.length === 0;
  if (missing) total.missing += 1;
  if (compared.different.length > 0) total.different += 1;
  if ((missing || compared.different.length > 0) && shown < Number(worst)) {
    shown += 1;
    const small = await shrink(code);
    const again = await compareOrders(small);
    console.log(
      `--- missing ${compared.missing.length} of ${compared.orders}\n${small.slice(small.indexOf('const s0 ='))}\n${again?.different[0] ?? again?.missing[0]}`,
    );
  }
}
console.log(JSON.stringify(total), `${Math.round((Date.now() - began) / 1000)} s`);
for (const [note, times] of [...notes].sort((left, right) => right[1] - left[1]))
  console.log(`${times} × ${note}`);

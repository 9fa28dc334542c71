/**
 * `npm run bench:heap [programs] [seed] [failures to show]`: generated programs, the exhaustive search of each against
 * every order. Prints its totals after every {@link CHUNK} programs, which have a seed of their own.
 */
import fc from 'fast-check';
import { compareOrders, isRacing } from './compare-orders.ts';
import { handings, sharings } from './grammar.ts';

const CHUNK = 500;
/** How many programs about what the host is handed are drawn for each that is tried. */
const MOST_LEFT_OUT = 20;
const [count = '20000', seed0 = '1', worst = '5'] = process.argv.slice(2);
const total = {
  programs: 0,
  /** Those of which nothing is said not to be followed: only these show anything about the search. */
  compared: 0,
  comparedOrders: 0,
  /** Of those compared, programs whose order matters. */
  racing: 0,
  declared: 0,
  tooLong: 0,
  missing: 0,
  missingDeclared: 0,
  different: 0,
  /** Programs that could not be run at all. */
  failed: 0,
  /** Programs about what the host is handed, drawn and left out because no order counts in them. */
  leftOut: 0,
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

/** Compares one program, and shows it if the search misses one of its outcomes. */
async function tryProgram(code: string): Promise<void> {
  const compared = await compareOrders(code);
  if (!compared) {
    total.tooLong += 1;
    return;
  }
  total.programs += 1;
  const isDeclared = compared.declared.length > 0;
  const isMissing = compared.missing.length > 0;
  const isDifferent = compared.different.length > 0;
  if (isDeclared) {
    total.declared += 1;
    if (isMissing) total.missingDeclared += 1;
    for (const note of compared.declared) notes.set(note, (notes.get(note) ?? 0) + 1);
  } else {
    total.compared += 1;
    total.comparedOrders += compared.orders;
    if (compared.outcomes > 1) total.racing += 1;
    if (isMissing) total.missing += 1;
  }
  if (isDifferent) total.different += 1;
  if (!((isMissing && !isDeclared) || isDifferent) || shown >= Number(worst)) return;
  shown += 1;
  const small = await shrink(code);
  const again = await compareOrders(small);
  console.log(
    `--- missing ${compared.missing.length} of ${compared.orders}\n${small.slice(small.indexOf('const s0 ='))}\n${again?.different[0] ?? again?.missing[0]}`,
  );
}

/** Tries programs until so many were tried. @param counts which of them are tried */
async function tryAll(
  codes: readonly string[],
  most: number,
  counts?: (code: string) => Promise<boolean>,
): Promise<void> {
  let tried = 0;
  for (const code of codes) {
    if (tried === most) return;
    try {
      if (counts && !(await counts(code))) {
        total.leftOut += 1;
        continue;
      }
      tried += 1;
      await tryProgram(code);
    } catch (error) {
      total.failed += 1;
      console.log(`--- ${error instanceof Error ? error.stack : error}\n${code}`);
    }
  }
}

const began = Date.now();
const wanted = Number(count);
for (let done = 0; done < wanted; done += CHUNK) {
  const size = Math.min(CHUNK, wanted - done);
  const seed = Number(seed0) + done / CHUNK;
  const shares = Math.ceil(size / 2);
  await tryAll(fc.sample(sharings, { numRuns: shares, seed }), shares);
  // Of these most are left out: they show nothing.
  const handed = fc.sample(handings, { numRuns: (size - shares) * MOST_LEFT_OUT, seed });
  await tryAll(handed, size - shares, isRacing);
  console.log(`seed ${seed}, so far`, JSON.stringify(total), `${Math.round((Date.now() - began) / 1000)} s`);
}
for (const [note, times] of [...notes].sort((left, right) => right[1] - left[1]))
  console.log(`${times} × ${note}`);

import type { Elsewhere, Probe, Turn } from '../../../results/bisection.ts';
import { hasFinding, isSameFinding } from '../../../results/same-finding.ts';
import type { Finding } from '../../../results/types.ts';
import { ReleaseError } from '../../amplify/releases/errors.ts';
import { replayTrace } from '../../analysis/replay/replay.ts';
import type { Trace } from '../../analysis/trace/schema.ts';
import type { Judgement } from '../../checking/verdicts/judge.ts';
import { showsAgain } from '../../checking/verdicts/shows-again.ts';
import { type Mark, searchStep } from './binary-search.ts';

export interface BisectOptions {
  /** Oldest first. The search looks for the change between the first and the last. */
  readonly versions: readonly string[];
  /** @throws {ReleaseError} if the release is not available */
  judge(version: string): Promise<Judgement>;
  /** Search only for findings with this signature; if absent, for all that only one end has. */
  readonly signature?: string | undefined;
  /** Stops the search. A check that it interrupts does not count. */
  readonly signal?: AbortSignal;
  readonly onProbe?: (probe: Probe) => void;
}

export interface Bisected {
  readonly probes: readonly Probe[];
  readonly turns: readonly Turn[];
}

/** There is nothing to search for. One line: why, and what to do. */
export class BisectError extends Error {
  override readonly name = 'BisectError';
}

/**
 * Finds the releases in which findings appeared or disappeared, by binary search. Like `git bisect`, it assumes that each
 * did so once. It judges the two ends first.
 * @throws {BisectError} if an end cannot be judged, the ends do not differ, or it is stopped
 */
export async function bisect(options: BisectOptions): Promise<Bisected> {
  const { versions, signature } = options;
  const bench = new Bench(options);
  const [from, to] = [await bench.end(0), await bench.end(versions.length - 1)];
  const wanted = (finding: Finding): boolean =>
    signature === undefined || isSameFinding(finding.signature, signature);
  const targets: Target[] = [];
  for (const [effect, here, there] of [
    ['fixed', from, versions.length - 1],
    ['broken', to, 0],
  ] as const) {
    for (const finding of here.result.findings.filter(wanted)) {
      if (!(await bench.has(there, finding))) targets.push({ effect, finding });
    }
  }
  if (targets.length === 0) throw new BisectError(nothingChanged(from, to, signature));
  const turns: Turn[] = [];
  for (const target of targets) turns.push(await bench.locate(target));
  return { probes: bench.probes, turns };
}

interface Target {
  readonly effect: Turn['effect'];
  readonly finding: Finding;
}

/** What is known about the releases. A judgement for one finding also serves the others. */
class Bench {
  readonly #options: BisectOptions;
  readonly #judged = new Map<number, Judgement>();
  readonly #failed = new Map<number, string>();
  /** Whether a trace shows its finding on a release, by the release's index and the trace's hash. */
  readonly #replayed = new Map<string, boolean>();

  constructor(options: BisectOptions) {
    this.#options = options;
  }

  get probes(): Probe[] {
    return this.#options.versions.flatMap((version, index): Probe[] => {
      const judgement = this.#judged.get(index);
      const reason = this.#failed.get(index);
      if (judgement) return [{ version, result: judgement.result, known: judgement.known }];
      return reason === undefined ? [] : [{ version, reason }];
    });
  }

  /** @throws {BisectError} if it cannot be judged */
  async end(index: number): Promise<Judgement> {
    const judgement = await this.#probe(index);
    if (judgement) return judgement;
    throw new BisectError(
      `${this.#options.versions[index]} cannot be judged (${this.#failed.get(index)}). Both ends must be judged: choose another one`,
    );
  }

  /** Whether a judged release has a finding: its search found it, or a trace from another release shows it. */
  async has(index: number, { signature }: Finding): Promise<boolean> {
    const judgement = this.#judged.get(index);
    if (!judgement) return false;
    if (hasFinding(judgement.result, signature)) return true;
    for (const trace of [...this.#judged.values()].flatMap((other) => tracesOf(other, signature))) {
      const key = `${index} ${trace.hash}`;
      const shows = this.#replayed.get(key) ?? (await showsAgain(judgement.subject, trace));
      this.#replayed.set(key, shows);
      if (shows) return true;
    }
    return false;
  }

  async locate(target: Target): Promise<Turn> {
    for (;;) {
      const step = searchStep(await this.#marks(target));
      if (step.kind !== 'probe') return this.#turn(target, step.last, step.first, step.kind === 'found');
      await this.#probe(step.index);
    }
  }

  async #marks({ effect, finding }: Target): Promise<Map<number, Mark>> {
    const withIt: Mark = effect === 'fixed' ? 'as-from' : 'as-to';
    const withoutIt: Mark = effect === 'fixed' ? 'as-to' : 'as-from';
    const marks = new Map<number, Mark>([...this.#failed.keys()].map((index) => [index, 'unknown']));
    for (const index of this.#judged.keys()) {
      marks.set(index, (await this.has(index, finding)) ? withIt : withoutIt);
    }
    return marks;
  }

  async #turn({ effect, finding }: Target, last: number, first: number, isOneChange: boolean): Promise<Turn> {
    const { versions } = this.#options;
    const [having, lacking] = effect === 'fixed' ? [last, first] : [first, last];
    const judgement = this.#judged.get(having);
    const shown =
      judgement?.result.findings.find(({ signature }) => isSameFinding(signature, finding.signature)) ??
      finding;
    const { signature, message } = finding;
    return {
      effect,
      signature,
      message,
      last: versions[last] ?? '',
      first: versions[first] ?? '',
      unknown: isOneChange ? versions.slice(last + 1, first) : [],
      isOneChange,
      finding: shown,
      elsewhere: await this.#elsewhere(shown, lacking),
    };
  }

  /** Runs the order of the finding on the neighbouring release. */
  async #elsewhere(finding: Finding, index: number): Promise<Elsewhere> {
    const version = this.#options.versions[index] ?? '';
    const subject = this.#judged.get(index)?.subject;
    const [trace] = [...this.#judged.values()].flatMap(
      (judgement) => judgement.traces[finding.signature] ?? [],
    );
    const replay = `npx amplify-race replay ${finding.trace ?? finding.schedule} --amplify ${version}`;
    if (!subject || !trace) return { version, broken: [], replay };
    const { violations, divergence } = await replayTrace(subject, trace);
    return {
      version,
      ...(divergence && { leftAfter: divergence.at }),
      broken: violations.map(({ invariant }) => invariant),
      replay,
    };
  }

  async #probe(index: number): Promise<Judgement | undefined> {
    const version = this.#options.versions[index] ?? '';
    const judgement = await this.#judge(version);
    if (typeof judgement === 'string') this.#failed.set(index, judgement);
    else this.#judged.set(index, judgement);
    this.#options.onProbe?.(
      typeof judgement === 'string'
        ? { version, reason: judgement }
        : { version, result: judgement.result, known: judgement.known },
    );
    return typeof judgement === 'string' ? undefined : judgement;
  }

  async #judge(version: string): Promise<Judgement | string> {
    const stopped = new BisectError('stopped; run the same command to continue from here');
    if (this.#options.signal?.aborted) throw stopped;
    try {
      const judgement = await this.#options.judge(version);
      if (judgement.result.interrupted) throw stopped;
      return judgement.result.verdict === 'inconclusive'
        ? `inconclusive: ${judgement.result.reason ?? 'no reason was given'}`
        : judgement;
    } catch (error) {
      if (this.#options.signal?.aborted) throw stopped;
      if (error instanceof ReleaseError) return error.message;
      throw error;
    }
  }
}

function tracesOf({ result, traces }: Judgement, signature: string): Trace[] {
  return result.findings
    .filter((finding) => isSameFinding(finding.signature, signature))
    .flatMap((finding) => traces[finding.signature] ?? []);
}

function nothingChanged(
  { result: from }: Judgement,
  { result: to }: Judgement,
  signature: string | undefined,
): string {
  const found = [...new Set([...from.findings, ...to.findings].map((finding) => finding.signature))];
  const ends = `${from.amplify} and ${to.amplify}`;
  if (signature !== undefined && !found.some((known) => isSameFinding(known, signature))) {
    return `neither release (${ends}) has the finding ${signature}; they have ${found.join(', ') || 'none'}`;
  }
  return found.length === 0
    ? `nothing to search for: no finding on ${ends}; choose other ends, or more --runs`
    : `nothing to search for: ${ends} have the same findings (${found.join(', ')}); choose other ends`;
}

import { crashInWords } from '../execution/crash.ts';
import type { OpenWorld } from '../execution/open-world.ts';
import { wrapperOf } from '../execution/wrap-client.ts';
import type { HeapTracker } from '../heap/tracker.ts';
import { type Accesses, AccessSet } from '../world/access-set.ts';
import { PROGRAM_VARIABLES } from '../world/call-port.ts';
import { clockOf } from '../world/clock-port.ts';
import type { Step, StepKind } from '../world/step.ts';
import { runningOf } from '../world/suspension-port.ts';
import { SERVER_CLOCK, TIMERS } from '../world/timer-port.ts';
import { ALWAYS_SHARED } from './accesses.ts';
import { HashSum, hashWord, rememberedHashWord } from './hash64.ts';
import type { SearchProbe } from './probe.ts';

/**
 * What an exhaustive search sees of a world.
 *
 * Code is deterministic: what it does next follows from what it has read. So the key of a state is made of the
 * history of every step taken, which is its causal chain, what came from outside and what it read from the heap,
 * and of all that later steps can still see: storage, server, clock, the order in serial queues, the tracked heap.
 */
export class WorldProbe implements SearchProbe {
  readonly #open: OpenWorld;
  readonly #histories = new Map<string, string>();
  /** By realm, a sum over the histories of its steps. */
  readonly #sums = new Map<string, HashSum>();
  /**
   * What code has been through whose variables are not followed, by the location that stands for them: a chain over the
   * histories of the steps that it ran in.
   */
  readonly #chains = new Map<string, string>();
  /** Realms that may still be killed. */
  readonly #mortal: Set<string>;
  /** Realms whose page loads in a step. */
  readonly #loading: ReadonlySet<string>;
  /** Realms that may be suspended. */
  readonly #suspendable: ReadonlySet<string>;
  /** Of the server; undefined once it may have changed. */
  #fingerprint: string | undefined;

  constructor(open: OpenWorld) {
    this.#open = open;
    const { realms } = open.start;
    this.#mortal = new Set(Object.keys(realms).filter((realm) => realms[realm]?.dies));
    this.#loading = new Set(Object.keys(realms).filter((realm) => realms[realm]?.comesBack));
    const { suspensions = [] } = open.start.faults ?? {};
    this.#suspendable = new Set(suspensions.map((rule) => (typeof rule === 'string' ? rule : rule.realm)));
  }

  before(step: Step): void {
    this.#heapOf(step)?.beginStep(hashWord(`${this.#inherited(step)} ${step.id}`));
  }

  after(step: Step): Accesses {
    const accesses = new AccessSet();
    accesses.addAll(this.#open.world.touched);
    const heap = this.#heapOf(step)?.endStep();
    if (heap) accesses.addAll(heap.accesses, `heap:${step.realm}:`);
    this.#addWhatKindTouches(step, accesses);
    this.#remember(step, heap?.readDigest ?? '');
    return accesses.all;
  }

  afterAgain(step: Step): void {
    this.#remember(step, this.#heapOf(step)?.endKnownStep() ?? '');
  }

  #heapOf({ realm, runsJavaScript }: Step): HeapTracker | undefined {
    return runsJavaScript ? this.#open.heaps.get(realm) : undefined;
  }

  /** @param read digest of what it read from the heap */
  #remember(step: Step, read: string): void {
    const outside = [step.outcome?.() ?? '', ...this.#open.world.told].map(shorten).join(' ');
    // Such code may look at all that it keeps, which follows from the steps that it ran in.
    const { touched } = this.#open.world;
    const run = [wrapperOf(step.realm), PROGRAM_VARIABLES].filter((location) => touched.has(location));
    const kept = run.map((location) => ` ${this.#chains.get(location) ?? ''}`).join('');
    const history = hashWord(
      `${this.#inherited(step)} ${step.id} ${outside} ${read}${kept} ${this.#timeFor(step)}`,
    );
    this.#histories.set(step.id, history);
    if (!AWAY_FROM_SERVER.has(step.kind)) this.#fingerprint = undefined;
    for (const location of run) this.#chains.set(location, history);
    if (step.kind === 'kill') this.#forget(step.realm);
    // What became visible where is in the state of the storage, and what is to be heard of it in that of the events.
    if (step.kind !== 'propagation') this.#sumOf(step.realm).add(history);
  }

  stateKey(): string {
    const { devices, server, world, heaps, network, suspensions, budget } = this.#open;
    // Invariants ask whether a refresh token was reused; the server itself does not remember.
    const reused = server.log.some(({ reuse }) => reuse);
    this.#fingerprint ??= server.fingerprint();
    const parts = [this.#fingerprint, String(reused), String(world.clock.now)];
    for (const [realm, sum] of this.#sums) parts.push(realm, sum.value);
    parts.sort();
    parts.push(budget.digest(), network.digest(), suspensions?.digest() ?? '');
    parts.push(...this.#open.crashes.map((crash) => shorten(crashInWords(crash))));
    // Of an app that died the steps are forgotten, but not what its program has left in variables.
    parts.push(this.#chains.get(PROGRAM_VARIABLES) ?? '');
    for (const heap of heaps.values()) parts.push(heap.stateDigest());
    for (const { state, storage, events, locks, clock } of devices.values()) {
      const entries = new HashSum();
      for (const [key, value] of state.data) entries.addEntry(key, value);
      parts.push(entries.value, storage.queued().join(','), ...storage.state().map(shorten));
      parts.push(...locks.queued());
      if (events) parts.push(...events.queued());
      if (clock) parts.push(String(clock.offset));
    }
    return hashWord(parts.join(' '));
  }

  /** The head of a serial queue takes effect whatever else happens, unless its realm dies first or it may fail. */
  isInvisible(step: Step): boolean {
    if (step.kind !== 'effect' || this.#mortal.has(step.realm)) return false;
    const storage = this.#open.devices.get(deviceOf(step))?.storage;
    return storage?.isSerial === true && !storage.mayFail;
  }

  #addWhatKindTouches(step: Step, accesses: AccessSet): void {
    // Steps that run JavaScript may look at the clock; only a timer moves it.
    if (step.runsJavaScript) accesses.add(step.kind === 'timer' ? 'write' : 'read', 'clock');
    if (step.runsJavaScript && this.#suspendable.has(step.realm)) accesses.add('read', runningOf(step.realm));
    if (step.kind === 'timer') {
      accesses.add('write', TIMERS);
      accesses.add('write', SERVER_CLOCK);
    }
    // Before a step or after it, death leaves different things undone; before a page loads none of its steps come.
    if (this.#mortal.has(step.realm) || this.#loading.has(step.realm)) {
      const beginsOrEnds = step.kind === 'kill' || step.kind === 'load';
      accesses.add(beginsOrEnds ? 'write' : 'read', `${ALWAYS_SHARED}life:${step.realm}`);
    }
  }

  /** Nothing that a dead realm has read matters any more, but for what its calls had told the app. */
  #forget(realm: string): void {
    this.#mortal.delete(realm);
    this.#chains.delete(wrapperOf(realm));
    this.#sums.delete(realm);
    const sum = this.#sumOf(realm);
    for (const { id, realm: of, status, value, error } of this.#open.calls.records) {
      if (of === realm && status !== 'waiting')
        sum.add(`${id} ${status} ${JSON.stringify(value ?? null)} ${error}`);
    }
  }

  /** What its code may read as the time. */
  #timeFor({ realm }: Step): string {
    const { world, start, devices } = this.#open;
    const device = start.realms[realm]?.device;
    const { clock } = (device !== undefined && devices.get(device)) || {};
    return clock && world.touched.has(clockOf(device ?? ''))
      ? `${world.clock.now}+${clock.offset}`
      : `${world.clock.now}`;
  }

  #sumOf(realm: string): HashSum {
    let sum = this.#sums.get(realm);
    if (!sum) {
      sum = new HashSum();
      this.#sums.set(realm, sum);
    }
    return sum;
  }

  #inherited({ lineage }: Step): string {
    return this.#histories.get(lineage.parent ?? '') ?? '';
  }
}

/** Kinds of steps that cannot change the server, nor the time. */
const AWAY_FROM_SERVER: ReadonlySet<StepKind> = new Set(['call', 'effect', 'completion', 'propagation']);

/** Of an operation on storage. */
function deviceOf({ resource }: Step): string {
  return resource?.split(':')[0] ?? '';
}

const LONG = 64;

/** Tokens and responses are long and few: their hashes stand for them. */
function shorten(text: string): string {
  return text.length < LONG ? text : rememberedHashWord(text);
}

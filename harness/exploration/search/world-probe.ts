import type { StepKind } from '../../../results/step-facts.ts';
import { type Accesses, AccessSet } from '../../instrumentation/access-set.ts';
import type { HeapTracker } from '../../instrumentation/heap/tracker.ts';
import { DIGESTS, shorten } from '../../simulation/execution/digests.ts';
import type { OpenWorld } from '../../simulation/execution/open-world.ts';
import { wrapperOf } from '../../simulation/execution/wrap-client.ts';
import { PROGRAM_VARIABLES } from '../../simulation/world/call-port.ts';
import { clockOf } from '../../simulation/world/clock-port.ts';
import { HashSum, hashWord } from '../../simulation/world/hash64.ts';
import type { Step } from '../../simulation/world/step.ts';
import { runningOf } from '../../simulation/world/suspension-port.ts';
import { SERVER_CLOCK, TIMERS } from '../../simulation/world/timer-port.ts';
import { ALWAYS_SHARED } from './accesses.ts';
import type { SearchProbe } from './probe.ts';

const ALL_DIGESTS = Object.entries(DIGESTS);

/** A step of the execution before: both are the same in each execution that begins with the same steps. */
export interface PastStep {
  /** By which the heap knows it. */
  readonly name: string;
  /** Empty until it has come to rest. */
  history: string;
}

/**
 * What an exhaustive search sees of a world.
 *
 * Code is deterministic: what it does next follows from what it has read. So the key of a state is made of the
 * history of every step taken, which is its causal chain, what came from outside and what it read from the heap,
 * and of all that later steps can still see: storage, server, clock, the order in serial queues, the tracked heap.
 */
export class WorldProbe implements SearchProbe {
  readonly #open: OpenWorld;
  /** By number of the step, from 0: of the execution that the search was in before, as far as it is the same again. */
  readonly #before: PastStep[];
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
  /** By realm, the device whose clock may jump under it. */
  readonly #clocks: ReadonlyMap<string, string>;
  /** Of the server; undefined once it may have changed. */
  #server: string | undefined;

  /** @param before what the probes of one search hand on to each other; empty at first */
  constructor(open: OpenWorld, before: PastStep[] = []) {
    this.#open = open;
    this.#before = before;
    const { realms } = open.start;
    this.#mortal = new Set(Object.keys(realms).filter((realm) => realms[realm]?.kill));
    this.#loading = new Set(Object.keys(realms).filter((realm) => realms[realm]?.hostedUiCallback));
    const { suspensions = [], clocks = [] } = open.start.faults ?? {};
    this.#clocks = new Map(
      Object.entries(realms)
        .filter(([, { device }]) => clocks.some((jump) => jump.device === device))
        .map(([realm, { device }]) => [realm, device]),
    );
    this.#suspendable = new Set(suspensions.map((rule) => (typeof rule === 'string' ? rule : rule.realm)));
  }

  before(step: Step, isAgain = false): void {
    const at = this.#open.world.taken.length;
    const past = isAgain ? this.#before[at] : undefined;
    const name = past?.name ?? hashWord(`${this.#inherited(step)} ${step.id}`);
    this.#before[at] = past ?? { name, history: '' };
    this.#heapOf(step)?.beginStep(name);
  }

  after(step: Step): Accesses {
    const accesses = new AccessSet();
    accesses.addAll(this.#open.world.touched);
    const heap = this.#heapOf(step)?.endStep();
    if (heap) accesses.addAll(heap.accesses, `heap:${step.realm}:`);
    this.#addWhatKindTouches(step, accesses);
    const history = this.#historyOf(step, heap?.readDigest ?? '');
    const past = this.#before[this.#open.world.taken.length - 1];
    if (past) past.history = history;
    this.#remember(step, history);
    return accesses.all;
  }

  afterAgain(step: Step): void {
    const read = this.#heapOf(step)?.endKnownStep() ?? '';
    const past = this.#before[this.#open.world.taken.length - 1];
    this.#remember(step, past?.history || this.#historyOf(step, read));
  }

  #heapOf({ realm, runsJavaScript }: Step): HeapTracker | undefined {
    return runsJavaScript ? this.#open.heaps.get(realm) : undefined;
  }

  /** @param read digest of what it read from the heap */
  #historyOf(step: Step, read: string): string {
    const outside = [step.outcome?.() ?? '', ...this.#open.world.told].map(shorten).join(' ');
    // Such code may look at all that it keeps, which follows from the steps that it ran in.
    const kept = this.#codeRunIn(step)
      .map((location) => ` ${this.#chains.get(location) ?? ''}`)
      .join('');
    return hashWord(`${this.#inherited(step)} ${step.id} ${outside} ${read}${kept} ${this.#timeFor(step)}`);
  }

  /** Locations that stand for variables of code which ran in the step. */
  #codeRunIn({ realm }: Step): string[] {
    const { touched } = this.#open.world;
    return [wrapperOf(realm), PROGRAM_VARIABLES].filter((location) => touched.has(location));
  }

  #remember(step: Step, history: string): void {
    this.#histories.set(step.id, history);
    if (!AWAY_FROM_SERVER.has(step.kind)) this.#server = undefined;
    for (const location of this.#codeRunIn(step)) this.#chains.set(location, history);
    if (step.kind === 'kill') this.#forget(step.realm);
    // What became visible where is in the state of the storage, and what is to be heard of it in that of the events.
    if (step.kind !== 'propagation') this.#sumOf(step.realm).add(history);
  }

  stateKey(): string {
    const { heaps } = this.#open;
    const parts: string[] = [];
    for (const [realm, sum] of this.#sums) parts.push(`${realm} ${sum.value}`);
    parts.sort();
    // Of an app that died the steps are forgotten, but not what its program has left in variables.
    parts.push(this.#chains.get(PROGRAM_VARIABLES) ?? '');
    for (const heap of heaps.values()) parts.push(heap.stateDigest());
    this.#server ??= DIGESTS.server(this.#open);
    for (const [name, digest] of ALL_DIGESTS) {
      parts.push(name === 'server' ? this.#server : digest(this.#open));
    }
    return hashWord(parts.join('\n'));
  }

  /** The head of a serial queue takes effect whatever else happens, unless its realm dies first or it may fail. */
  isInvisible(step: Step): boolean {
    if (step.kind !== 'effect' || this.#mortal.has(step.realm)) return false;
    const storage = this.#open.devices.get(deviceOf(step))?.storage;
    return storage?.isSerial === true && !storage.mayFail;
  }

  lost(what: string): void {
    this.#open.world.reportUncontrolled(what);
  }

  #addWhatKindTouches(step: Step, accesses: AccessSet): void {
    // Steps that run JavaScript may look at the clock; only a timer moves it.
    if (step.runsJavaScript) accesses.add(step.kind === 'timer' ? 'write' : 'read', 'clock');
    if (step.runsJavaScript && this.#suspendable.has(step.realm)) accesses.add('read', runningOf(step.realm));
    // A clock jumps only while code of its device is about to run, so the last such step ends all chances of a jump.
    const clock = this.#clocks.get(step.realm);
    if (step.runsJavaScript && clock !== undefined) accesses.add('read', clockOf(clock));
    if (step.kind === 'timer') {
      accesses.add('write', TIMERS);
      accesses.add('write', SERVER_CLOCK);
    }
    // Before a step or after it, death leaves different things undone; before a page loads none of its steps come.
    if (this.#mortal.has(step.realm) || this.#loading.has(step.realm)) {
      const beginsOrEnds = step.kind === 'kill' || step.kind === 'load';
      accesses.add(beginsOrEnds ? 'write' : 'read', `${ALWAYS_SHARED}life:${step.realm}`);
      // Death amid a step comes right after it or never, so that the realm's other steps before it are no others after.
      const maySplit = step.runsJavaScript && this.#open.world.log.cuts().length > 0;
      accesses.add(maySplit ? 'write' : 'read', `${ALWAYS_SHARED}amid:${step.realm}`);
    }
  }

  /** Nothing that a dead realm has read matters any more. What judges can still see of it has digests of its own. */
  #forget(realm: string): void {
    this.#mortal.delete(realm);
    this.#chains.delete(wrapperOf(realm));
    this.#sums.delete(realm);
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

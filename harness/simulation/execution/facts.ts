import type { StepFacts } from '../../../results/step-facts.ts';
import { errorInWords } from '../world/error-words.ts';
import type { Executed } from './execute.ts';
import { digest } from './words.ts';

/** Something that came of an execution. Plain data, without secrets. */
export interface Fact {
  /** What it is about, in words; no two of an execution have the same. */
  readonly about: string;
  /** What can be shown of it. */
  readonly shown: string;
  /** Digest of all of it. */
  readonly exact: string;
}

/** What happened in one execution, in order, and what came of it: to compare it with another. */
export interface ExecutionFacts {
  readonly steps: StepFact[];
  readonly outcomes: Fact[];
}

export interface StepFact {
  readonly id: string;
  /** Once it had run. */
  readonly does: StepFacts;
}

export function factsOf(executed: Executed): ExecutionFacts {
  return {
    steps: executed.steps.map((step) => ({ id: step.id, does: step.facts() })),
    outcomes: [...outcomesOf(executed)],
  };
}

/** First what an app can see, then what is left behind. */
function* outcomesOf(executed: Executed): Iterable<Fact> {
  const { calls, hub, printed, unhandledRejections, devices, server, ending, words } = executed;
  for (const { id, actor, api, status, startedAt, settledAt, value, error } of calls) {
    const outcome = status === 'rejected' ? errorInWords(error) : (JSON.stringify(value) ?? '');
    const shown = status === 'rejected' ? `rejected with ${nameOf(error)}` : status;
    yield fact(
      `the result of ${api} of ${actor} (call ${id})`,
      shown,
      `${startedAt} ${settledAt} ${outcome}`,
    );
  }
  for (const [index, { realm, event, at }] of hub.entries()) {
    yield fact(`Hub event ${index + 1}`, `"${event}" in ${realm} after ${at} steps`, '');
  }
  for (const [index, reason] of unhandledRejections.entries()) {
    yield fact(`unhandled rejection ${index + 1}`, nameOf(reason), errorInWords(reason));
  }
  for (const [index, { realm, line }] of printed.entries()) {
    yield fact(`printed line ${index + 1}`, `a line of ${realm}`, line);
  }
  for (const [device, { data }] of devices) {
    for (const key of [...data.keys()].sort()) {
      const value = data.get(key) ?? '';
      yield fact(`what ${device} stores as ${words.key(key)}`, words.value(value), `${key} ${value}`);
    }
  }
  yield fact('the state of the server', '', server.fingerprint());
  yield fact('how it ended', ending, '');
}

function fact(about: string, shown: string, exact: string): Fact {
  return { about, shown, exact: digest(`${shown} ${exact}`) };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

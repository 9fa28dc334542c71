import { compileFunction } from 'node:vm';
import { INJECTED_GLOBALS } from '../../amplify/releases/injected-globals.ts';
import type { Bundle } from '../../amplify/releases/release.ts';
import { eventLoopTurn } from '../../simulation/world/quiescence.ts';
import { HEAP_HOOKS } from './hook-names.ts';
import { type InstrumentedBundle, instrumentBundle } from './instrument.ts';
import type { StepAccesses } from './runtime/recorder.ts';
import { HeapTracker } from './tracker.ts';

/** What a program of a test exports: functions that its steps call. */
export type Program = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** A program as a bundle. `code` ends by returning the exports. */
export function bundleOf(code: string): Bundle {
  return {
    hash: code,
    code: `"use strict";${code}`,
    sourceMap: () => {
      throw new Error('a program of a test has no source map');
    },
  };
}

/** Evaluates a bundle that needs few globals, instrumented if there is a tracker. */
export function evaluate(
  { code }: Bundle,
  globals: Readonly<Record<string, unknown>>,
  tracker?: HeapTracker,
): Program {
  const evaluated = compileFunction(code, [...INJECTED_GLOBALS, HEAP_HOOKS]);
  return evaluated(...INJECTED_GLOBALS.map((name) => globals[name]), tracker?.hooks) as Program;
}

/** A program whose steps are recorded. */
export class TrackedProgram {
  readonly tracker = new HeapTracker();
  readonly bundle: InstrumentedBundle;
  readonly exports: Program;
  #steps = 0;

  constructor(code: string, globals: Readonly<Record<string, unknown>> = {}) {
    this.bundle = instrumentBundle(bundleOf(code));
    this.exports = evaluate(this.bundle, globals, this.tracker);
  }

  /**
   * Runs one step up to quiescence.
   * @param name tells the step from others
   * @param call the export that it calls, or what it does
   */
  async record(name: string, call: string | (() => unknown), ...args: unknown[]): Promise<StepAccesses> {
    this.tracker.beginStep(name);
    const result = typeof call === 'string' ? this.exports[call]?.(...args) : call();
    // A failure of the step is part of what is tested.
    if (result instanceof Promise) result.catch(() => {});
    await eventLoopTurn();
    return this.tracker.endStep();
  }

  /** As {@link record}. @returns each place as `r place` or `w place`, sorted */
  async step(call: string | (() => unknown), ...args: unknown[]): Promise<string[]> {
    this.#steps += 1;
    const { accesses } = await this.record(`s${this.#steps}`, call, ...args);
    return [...accesses].map(([place, mode]) => `${mode[0]} ${place}`).sort();
  }
}

import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { type Console, openConsole } from './console.ts';

describe.each([
  ['Ctrl-C', 'SIGINT', 130],
  ['a request to end', 'SIGTERM', 143],
] as const)('%s', (_, signal, status) => {
  let others: NodeJS.SignalsListener[] = [];
  let console: Console;
  let written = '';
  let exit: MockInstance<typeof process.exit>;

  beforeEach(() => {
    others = process.listeners(signal) as NodeJS.SignalsListener[];
    process.removeAllListeners(signal);
    written = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      written += chunk;
      return true;
    });
    exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never);
    console = openConsole({ quiet: true });
  });

  afterEach(() => {
    console.close();
    vi.restoreAllMocks();
    for (const other of others) process.on(signal, other);
  });

  test('asks what runs to stop, and says so', () => {
    process.emit(signal, signal);

    expect(console.interrupted.aborted).toBe(true);
    expect(written).toBe('Stopping. The results so far follow. Press Ctrl-C again to quit at once.\n');
    expect(exit).not.toHaveBeenCalled();
  });

  test('ends the process the second time', () => {
    process.emit(signal, signal);
    process.emit(signal, signal);

    expect(exit).toHaveBeenCalledWith(status);
  });

  test('is the host’s again once the console is closed', () => {
    console.close();

    expect(process.listenerCount(signal)).toBe(0);
  });
});

describe('notes', () => {
  test.each([
    [false, 'a note\n'],
    [true, ''],
  ])('with quiet %s are %j', (quiet, expected) => {
    let written = '';
    const write = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      written += chunk;
      return true;
    });
    const console = openConsole({ quiet });

    console.note('a note');

    console.close();
    write.mockRestore();
    expect(written).toBe(expected);
  });
});

test('the width is that of the terminal, within what can be read', () => {
  const widthOf = (columns: number | undefined): number => {
    const property = Object.getOwnPropertyDescriptor(process.stdout, 'columns');
    Object.defineProperty(process.stdout, 'columns', { value: columns, configurable: true });
    const console = openConsole({});
    console.close();
    if (property) Object.defineProperty(process.stdout, 'columns', property);
    else Reflect.deleteProperty(process.stdout, 'columns');
    return console.style.width;
  };

  expect([undefined, 20, 100, 400].map(widthOf)).toEqual([110, 60, 100, 140]);
});

import { type Accesses, AccessSet } from '../../instrumentation/access-set.ts';
import type { Step } from '../world/step.ts';
import { SERVER_CLOCK, TIMERS } from '../world/timer-port.ts';

/**
 * What orders a step among all others, as far as it is known without following the JavaScript heap. Every order that
 * comes of it is one that the exhaustive search keeps apart, or one that steps cannot be taken out of: a serial queue,
 * the life of a realm, the events that a page hears.
 * @param touched what it touched outside the heap
 */
export function orderedByStep(
  step: Step,
  touched: Accesses,
  isSerial: (device: string) => boolean,
): Accesses {
  const accesses = new AccessSet();
  accesses.addAll(touched);
  const { kind, realm, resource, runsJavaScript } = step;
  if (runsJavaScript) accesses.add(kind === 'timer' ? 'write' : 'read', 'clock');
  if (kind === 'timer') for (const location of [TIMERS, SERVER_CLOCK]) accesses.add('write', location);
  if (kind === 'effect' && resource !== undefined) {
    const device = resource.slice(0, resource.indexOf(':'));
    if (isSerial(device)) accesses.add('write', `serial:${device}`);
  }
  accesses.add(kind === 'kill' || kind === 'load' ? 'write' : 'read', `life:${realm}`);
  if (kind === 'event') accesses.add('write', `heard:${realm}`);
  return accesses.all;
}

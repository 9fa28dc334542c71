import type { CallRecord } from './call-port.ts';

/** Something in a step whose order with others may be judged. */
export type Moment =
  | { readonly what: 'call-begins' | 'call-ends'; readonly call: CallRecord }
  | { readonly what: 'event'; readonly realm: string; readonly event: string }
  | { readonly what: 'printed-line' | 'load'; readonly realm: string }
  | { readonly what: 'request' | 'recovery' | 'storage-failure'; readonly realm: string }
  | {
      readonly what: 'fault' | 'kill' | 'refusal' | 'new-tokens';
      readonly realm: string;
      /** Undefined if it does not happen to one device alone. */
      readonly device: string | undefined;
    };

/** A short text that is equal for moments that no judge can distinguish. */
export function momentInWords(moment: Moment): string {
  if ('call' in moment) return `${moment.what} ${moment.call.id} ${moment.call.status}`;
  // The realm implies the device.
  if ('device' in moment && moment.realm === '') return `${moment.what} ${moment.device ?? ''}`;
  return 'event' in moment ? `event ${moment.realm} ${moment.event}` : `${moment.what} ${moment.realm}`;
}

import type { Control } from './controls.ts';

/** `a mutant of 6.22.1, calls=2` */
export function controlInWords({ amplify, set = {}, mutant }: Control): string {
  return [
    mutant ? `a mutant of ${amplify}` : amplify,
    ...Object.entries(set).map(([name, value]) => `${name}=${value}`),
  ].join(', ');
}

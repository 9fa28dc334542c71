import type { BrowserProgram } from './browser-program.ts';
import { COOKIE_PROGRAMS } from './cookie-programs.ts';
import { LOCAL_STORAGE_PROGRAMS } from './local-storage-programs.ts';

/** On every one of these a real browser and the fakes must agree. */
export const BROWSER_PROGRAMS: readonly BrowserProgram[] = [...LOCAL_STORAGE_PROGRAMS, ...COOKIE_PROGRAMS];

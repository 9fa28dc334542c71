import type { CallFacts, FaultFacts, OutcomeFacts, StepFacts } from '../step-facts.ts';

/** What a step did, in words: `write accessToken = access#2`. Nothing may be computed from these words. */
export function stepInWords(facts: StepFacts): string {
  const { kind, fault, target = '' } = facts;
  switch (kind) {
    case 'start':
      return 'begins';
    case 'call':
      return `calls ${callsInWords(facts)}`;
    case 'effect':
      return storageInWords(facts);
    case 'completion':
      return `${storageInWords(facts)} done`;
    case 'request':
      return facts.operation ?? '';
    case 'response':
      return answerInWords(facts);
    case 'fault':
      return fault ? faultInWords(facts, fault) : '';
    case 'recovery':
      return recoveryInWords(facts);
    case 'propagation':
      return `${storageInWords(facts)} by ${facts.by} ${arrivalInWords(facts)}`;
    case 'event':
      return eventInWords(facts);
    case 'load':
      return `${facts.by} comes back from the hosted UI to ${target}`;
    case 'timer':
      return `timer fires: ${timeInWords(facts.milliseconds ?? 0)} pass`;
    case 'kill':
      return deathInWords(facts);
    case 'rest':
      return 'nothing more happens';
  }
}

/** `fetchAuthSession()`, and what others call in the same step. */
export function callsInWords({ operation, args = '', together = [] }: StepFacts): string {
  const others = together.map((call: CallFacts) => `${call.actor} calls ${call.operation}(${call.args})`);
  return [`${operation}(${args})`, ...others].join(', in the same task ');
}

/** A storage operation, with its outcome once it has taken effect. */
function storageInWords(facts: StepFacts): string {
  const { fault, outcome } = facts;
  const words = operationInWords(facts);
  if (!outcome) return fault ? `${words} is hit by ${fault.code}` : words;
  if (outcome.code === 'failed') return `${words} fails: ${fault?.code ?? outcome.error}`;
  return `${words}${resultInWords(outcome)}${fault ? ` (${fault.code})` : ''}`;
}

function operationInWords({ operation, keys = [], values = [] }: StepFacts): string {
  switch (operation) {
    case 'clear':
      return 'clear everything';
    case 'getAllKeys':
      return 'list the keys';
    case 'getItem':
    case 'multiGet':
      return `read ${keys.join(', ')}`;
    case 'removeItem':
    case 'multiRemove':
      return `remove ${keys.join(', ')}`;
    case 'setItem':
    case 'multiSet':
      return `write ${keys.map((key, index) => `${key} = ${values[index]}`).join(', ')}`;
    default:
      return [operation, ...keys].join(' ');
  }
}

function resultInWords({ code, value, count, of }: OutcomeFacts): string {
  if (code === 'value') return ` -> ${value}`;
  if (code === 'nothing') return ' -> nothing';
  if (code === 'count') return of === undefined ? ` -> ${count}` : ` -> ${count} of ${of}`;
  return '';
}

function answerInWords({ operation, outcome }: StepFacts): string {
  return outcome?.code === 'refused' ? `${operation} refused: ${outcome.error}` : `${operation} answered`;
}

/** What happens to a request or response when a fault with this code hits it. Other faults replace it with an answer. */
const TRANSPORT: Readonly<Record<string, string>> = {
  lost: 'is lost',
  aborted: 'is aborted',
  'timed-out': 'times out',
  hangs: 'never completes',
  'cut-off': 'is cut off',
  resent: 'is lost, the request is sent again',
};

const USER_FAULTS: Readonly<Record<string, string>> = {
  'user-disabled': 'is disabled',
  'user-deleted': 'is deleted',
  'user-signed-out': 'is signed out everywhere',
  'password-reset-required': 'has to set a new password',
};

function faultInWords(facts: StepFacts, fault: FaultFacts): string {
  const { operation, target, milliseconds = 0 } = facts;
  const { code, stage } = fault;
  switch (stage) {
    case 'request':
      return `${operation} ${TRANSPORT[code] ?? `is answered: ${code}`}`;
    case 'response':
      return `${answerInWords(facts)} ${TRANSPORT[code] ?? `arrives as: ${code}`}`;
    case 'storage':
      return operation === undefined ? storageFaultInWords(facts, fault) : storageInWords(facts);
    case 'service':
      return `the service begins to answer: ${code}`;
    case 'realm':
      return `${target} is suspended`;
    case 'user':
      return `${target} ${USER_FAULTS[code] ?? code}`;
    case 'device':
      return code === 'clock-jump'
        ? `the clock of ${target} jumps ${Math.abs(milliseconds) / 1000} s ${milliseconds < 0 ? 'back' : 'ahead'}`
        : `${target} goes ${code}`;
  }
}

function storageFaultInWords({ target }: StepFacts, { code, lasts, at }: FaultFacts): string {
  const which = `number ${at} of the next operations`;
  if (!lasts) return `${which} on ${target} fails: ${code}`;
  const begins = `the storage of ${target} begins to fail: ${code}`;
  return at === undefined ? begins : `${begins}, at ${which}`;
}

function recoveryInWords({ fault, target, milliseconds = 0 }: StepFacts): string {
  switch (fault?.stage) {
    case 'storage':
      return `the storage of ${target} works again: ${fault.code}`;
    case 'service':
      return 'the service works again';
    case 'realm':
      return `${target} runs again${milliseconds === 0 ? '' : `, ${milliseconds / 1000} s later`}`;
    default:
      return `${target} is online again`;
  }
}

function arrivalInWords({ process, target }: StepFacts): string {
  if (target === 'browser') return 'reaches the browser process';
  return process === undefined ? 'becomes visible' : `becomes visible in ${process}`;
}

function eventInWords({ operation, keys = [], target, by }: StepFacts): string {
  if (operation === 'lock-granted') return `${target} is granted the lock "${keys[0]}"`;
  if (operation === 'cleared') return `${target} hears that ${by} cleared everything`;
  return `${target} hears that ${by} ${operation} ${keys.join(', ')}`;
}

const DEATHS: Readonly<Record<string, string>> = {
  reloaded: 'is reloaded',
  killed: 'is killed and started again',
  crashed: 'crashes and is loaded again',
};

function deathInWords({ operation = '', target, writes }: StepFacts): string {
  const words = `${target} ${DEATHS[operation] ?? operation}`;
  return writes ? `${words}, with ${writes.done} of ${writes.of} writes of its last step done` : words;
}

const UNITS = [
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
] as const;

/** `4 min`, `90 s`, `250 ms`: in the largest unit that gives a whole number. */
function timeInWords(milliseconds: number): string {
  const [size, unit] = UNITS.find(([each]) => milliseconds % each === 0) ?? [1, 'ms'];
  return `${milliseconds / size} ${unit}`;
}

/** What a step does, for a summary of several: a verb such as `read`, and its objects. */
export interface Doing {
  readonly verb: string;
  readonly objects: readonly string[];
}

const STORAGE_VERBS: Readonly<Record<string, string>> = {
  getItem: 'read',
  multiGet: 'read',
  setItem: 'write',
  multiSet: 'write',
  removeItem: 'remove',
  multiRemove: 'remove',
};

/** For a summary of many steps. */
export function doingOf(facts: StepFacts): Doing {
  const { kind, operation = '', keys = [], outcome } = facts;
  switch (kind) {
    case 'effect':
    case 'completion':
    case 'propagation': {
      const verb = STORAGE_VERBS[operation];
      return verb === undefined ? { verb: operationInWords(facts), objects: [] } : { verb, objects: keys };
    }
    case 'call':
      return { verb: 'calls', objects: [`${operation}()`] };
    case 'request':
      return { verb: operation, objects: [] };
    case 'response':
      return { verb: operation, objects: [outcome?.code ?? 'answered'] };
    case 'event':
      return operation === 'lock-granted'
        ? { verb: 'lock', objects: keys }
        : { verb: 'hears of', objects: keys };
    case 'timer':
      return { verb: 'timer fires', objects: [] };
    default:
      return { verb: stepInWords(facts), objects: [] };
  }
}

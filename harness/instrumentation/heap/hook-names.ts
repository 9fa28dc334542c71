import { FOLLOWED_FUNCTIONS, type FollowedFunction } from './runtime/host-functions.ts';

/** The parameter of an instrumented bundle that takes the `hooks` of a tracker. */
export const HEAP_HOOKS = '$heap';

/** What an instrumented bundle calls. */
export const HOOKS = [
  // Identities.
  'scope',
  'conflated',
  'bear',
  'bearClass',
  'bearArray',
  'bearView',
  'bearNew',
  'bearDerived',
  'field',
  'inherited',
  // Variables.
  'readVariable',
  'useVariable',
  'writeVariable',
  'initVariable',
  'updateVariable',
  // Properties.
  'read',
  'readKey',
  'write',
  'writeKey',
  'writePrivate',
  'update',
  'updateKey',
  'setKey',
  'remove',
  'isIn',
  'readPattern',
  'readSuper',
  'target',
  'targetMember',
  // Contents.
  'content',
  'contentValue',
  'argument',
  'laterArgument',
  'boxed',
  'body',
  'hostFunction',
  'lentFunction',
  'hostObject',
  'callMethod',
  'lookUp',
  'invoke',
  'receiver',
  'lentArgument',
  'lentLater',
  'lentList',
  'lent',
  'bind',
  'fill',
  'whole',
  'deep',
  'primitive',
  'iterate',
  'spread',
  'spreadTo',
  // Promises.
  'join',
  'store',
  'construct',
  'combine',
  // What the host reads of what it is given.
  'given',
  'givenAll',
  'instanceOf',
  ...FOLLOWED_FUNCTIONS,
] as const;

export type HookName = (typeof HOOKS)[number] | FollowedFunction;

/** amplify-race: a model checker for AWS Amplify Auth. */

export { check } from './harness/check/check.ts';
export type { CheckOptions } from './harness/check/check-options.ts';
export type { AuthClient, SessionResult, SignInResult, UserResult } from './harness/client/auth-client.ts';
export type { WholeExecution as Execution } from './harness/execution/execution.ts';
export { type SubjectLoader, type SubjectRequest, subjectLoader } from './harness/execution/load-subject.ts';
export type { Subject } from './harness/execution/subject.ts';
export { GENERAL_INVARIANTS } from './harness/invariants/index.ts';
export {
  type Breach,
  type Invariant,
  type Judgement,
  NOT_IN_FORCE,
  type OwnInvariant,
} from './harness/invariants/invariant.ts';
export {
  type GeneratedRace,
  generatedRace,
  raceProperty,
  type Vocabulary,
} from './harness/property/property.ts';
export { ReleaseError } from './harness/releases/errors.ts';
export { loadRelease } from './harness/releases/load-release.ts';
export type { Release } from './harness/releases/release.ts';
export type { Bisection } from './harness/results/bisection.ts';
export type { ClaimsReport } from './harness/results/claims.ts';
export type { HuntReport } from './harness/results/hunt.ts';
export type { MatrixReport } from './harness/results/matrix.ts';
export type { Finding, InForce, Report, Result, Verdict } from './harness/results/types.ts';
export type { UpgradeReport } from './harness/results/upgrade.ts';
export { flag, integer, oneOf, resolveOptions } from './harness/scenario/options.ts';
export {
  type ActorProgram,
  defineScenario,
  type ProgramCall,
  type Scenario,
  type Start,
} from './harness/scenario/scenario.ts';
export { randomStrategy } from './harness/strategies/random.ts';
export { replayStrategy } from './harness/strategies/replay.ts';
export type { Strategy } from './harness/strategies/strategy.ts';
export { readTrace, TraceError } from './harness/trace/trace-file.ts';
export { CATALOGUE } from './scenarios/index.ts';

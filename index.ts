/** amplify-race: a model checker for AWS Amplify Auth. */

export type {
  AuthClient,
  SessionResult,
  SignInResult,
  UserResult,
} from './harness/amplify/client/auth-client.ts';
export { ReleaseError } from './harness/amplify/releases/errors.ts';
export { loadRelease } from './harness/amplify/releases/load-release.ts';
export type { Release } from './harness/amplify/releases/release.ts';
export type { FormerTrace, Trace } from './harness/analysis/trace/schema.ts';
export { readTrace, TraceError } from './harness/analysis/trace/trace-file.ts';
export { check } from './harness/checking/check/check.ts';
export {
  type GeneratedRace,
  generatedRace,
  raceProperty,
} from './harness/checking/property/property.ts';
export type { Vocabulary } from './harness/checking/property/vocabulary.ts';
export type { CheckOptions } from './harness/exploration/explore/check-options.ts';
export { randomStrategy } from './harness/exploration/strategies/random.ts';
export { replayStrategy } from './harness/exploration/strategies/replay.ts';
export type { WholeExecution as Execution } from './harness/simulation/execution/execution.ts';
export {
  type SubjectLoader,
  type SubjectRequest,
  subjectLoader,
} from './harness/simulation/execution/load-subject.ts';
export type { Strategy } from './harness/simulation/execution/strategy.ts';
export type { Subject } from './harness/simulation/execution/subject.ts';
export { GENERAL_INVARIANTS } from './harness/simulation/invariants/index.ts';
export {
  type Breach,
  type Invariant,
  type Judgement,
  NOT_IN_FORCE,
  type OwnInvariant,
} from './harness/simulation/invariants/invariant.ts';
export { flag, integer, oneOf, resolveOptions } from './harness/simulation/scenario/options.ts';
export {
  type ActorProgram,
  defineScenario,
  type ProgramCall,
  type Scenario,
  type Start,
} from './harness/simulation/scenario/scenario.ts';
export type { Bisection } from './results/bisection.ts';
export type { ClaimsReport } from './results/claims.ts';
export type { HuntReport } from './results/hunt.ts';
export type { MatrixReport } from './results/matrix.ts';
export type { Finding, InForce, Report, Result, Verdict } from './results/types.ts';
export type { UpgradeReport } from './results/upgrade.ts';
export { CATALOGUE } from './scenarios/index.ts';

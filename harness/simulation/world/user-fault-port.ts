import type { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import type { FaultBudget } from './fault-budget.ts';
import { occurrence } from './occurrence.ts';
import { numbered, occurrenceId } from './occurrence-ids.ts';
import { Lineage, type Step } from './step.ts';
import type { UserFault } from './user-faults.ts';
import type { StepSource, World } from './world.ts';

/** What those faults and the requests that they may come before conflict on. `!`: the fault need not come at all. */
export const USERS = '!users';

export interface UserFaultRule {
  readonly kind: UserFault;
  /** Default: the first of the scenario's users. */
  readonly username?: string;
}

const HAPPENS: Readonly<Record<UserFault, (server: FakeCognito, username: string) => void>> = {
  'user-disabled': (server, username) => server.setEnabled(username, false),
  'user-deleted': (server, username) => server.deleteUser(username),
  'user-signed-out': (server, username) => server.signOutEverywhere(username),
  'password-reset-required': (server, username) => server.requirePasswordReset(username),
};

export interface UserFaultOptions {
  readonly server: FakeCognito;
  readonly budget: FaultBudget;
  readonly rules: readonly Required<UserFaultRule>[];
  /** A name of a user that gives no secret away. */
  readonly describeUser: (username: string) => string;
}

/**
 * Changes to users at the server. Each can happen once, while a request is on its way there: at any other moment it
 * makes no difference before the next one is.
 */
export class UserFaultPort implements StepSource {
  readonly #world: World;
  readonly #options: UserFaultOptions;
  /** By rule, which it is among those that allow the same to the same user. */
  readonly #numbers: readonly number[];

  /** To be made after the network, which it looks at. */
  constructor(world: World, options: UserFaultOptions) {
    this.#world = world;
    this.#options = options;
    this.#numbers = numbered(options.rules.map(({ kind, username }) => `${kind} ${username}`));
  }

  collect(into: Step[]): void {
    if (!into.some(({ kind }) => kind === 'request')) return;
    const { budget, rules } = this.#options;
    for (const [index, rule] of rules.entries()) {
      const quota = { name: `user-${index} ${rule.kind}`, times: 1 };
      if (budget.allows(quota)) {
        into.push(this.#step(rule, this.#numbers[index], () => budget.spend(quota)));
      }
    }
  }

  dropRealm(): void {}

  #step({ kind, username }: Required<UserFaultRule>, rule: number | undefined, spend: () => void): Step {
    const { server, describeUser } = this.#options;
    const user = describeUser(username);
    return occurrence({
      lineage: Lineage.root(occurrenceId(kind, user, { rule })),
      kind: 'fault',
      actor: 'administrator',
      facts: { target: user, fault: { code: kind, stage: 'user' } },
      resource: 'server',
      run: () => {
        spend();
        this.#world.touch('write', USERS);
        HAPPENS[kind](server, username);
      },
    });
  }
}

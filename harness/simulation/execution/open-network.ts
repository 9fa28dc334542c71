import type { FakeCognito } from '../../../fakes/cognito/fake-cognito.ts';
import type { Start } from '../scenario/scenario.ts';
import { ScenarioError } from '../scenario/scenario-error.ts';
import type { FaultBudget } from '../world/fault-budget.ts';
import { NetworkFaults } from '../world/network-fault.ts';
import { NetworkPort } from '../world/network-port.ts';
import { Outages } from '../world/outages.ts';
import type { Server } from '../world/server.ts';
import { USERS, UserFaultPort } from '../world/user-fault-port.ts';
import type { World } from '../world/world.ts';
import { outcomeOf, type Words } from './words.ts';

/** What the network of a world stands between. */
export interface NetworkContext {
  readonly start: Start;
  readonly server: FakeCognito;
  readonly words: Words;
  readonly budget: FaultBudget;
}

/**
 * The network of a scenario, with all that may go wrong there and at the server.
 * @throws {ScenarioError} for an unknown fault
 */
export function openNetwork(world: World, context: NetworkContext): NetworkPort {
  const { start, budget } = context;
  const { network = [], outages = [], users = [] } = start.faults ?? {};
  const troubled = network.length > 0 || outages.length > 0;
  const port = world.addSource(
    new NetworkPort(world, {
      server: serverOf(world, context, users.length > 0),
      injection: troubled
        ? {
            budget,
            faults: new NetworkFaults(network),
            outages: new Outages(world, budget, {
              rules: outages.map((rule) => (typeof rule === 'string' ? { kind: rule } : rule)),
              devices: Object.keys(start.devices),
            }),
          }
        : undefined,
    }),
  );
  if (users.length > 0) {
    const [first] = start.users;
    if (!first) throw new ScenarioError('the scenario allows user faults but has no users');
    world.addSource(
      new UserFaultPort(world, {
        server: context.server,
        budget,
        rules: users.map((rule) => ({
          username: first.username,
          ...(typeof rule === 'string' ? { kind: rule } : rule),
        })),
        describeUser: (username) => context.words.user(username),
      }),
    );
  }
  return port;
}

function serverOf(world: World, { server }: NetworkContext, usersMayChange: boolean): Server {
  return {
    respond: (request, id, device) => {
      if (usersMayChange) world.touch('read', USERS);
      return server.respond(request, id, device);
    },
    faultResponse: (kind, id) => server.faultResponse(kind, id),
    outcomeOf,
  };
}

import type { StorageFailure } from '../../../fakes/storage/failure.ts';
import type { ClockJump } from '../world/clock-port.ts';
import type { NetworkFault, NetworkFaultRule } from '../world/network-fault.ts';
import type { OutageRule } from '../world/outages.ts';
import type { StorageFaultRule } from '../world/storage-fault.ts';
import type { SuspensionRule } from '../world/suspension-port.ts';
import type { UserFaultRule } from '../world/user-fault-port.ts';
import type { UserFault } from '../world/user-faults.ts';

/** What may go wrong in a scenario. Whether and when it does is for the strategy to choose. */
export interface AllowedFaults {
  /** Faults of single requests and responses. */
  readonly network?: readonly (NetworkFault | NetworkFaultRule)[];
  /** Times in which a device is offline or the service is in trouble. Each counts as one fault, however long. */
  readonly outages?: readonly (OutageRule['kind'] | OutageRule)[];
  /** Faults of storages. Each device fails as its own storage product can fail. */
  readonly storage?: readonly (StorageFailure | StorageFaultRule)[];
  /** Faults of users at the server. */
  readonly users?: readonly (UserFault | UserFaultRule)[];
  /** Realms that may be suspended for a time. Each suspension counts as one fault, however long. */
  readonly suspensions?: readonly (string | SuspensionRule)[];
  /** Jumps of the clocks of devices. */
  readonly clocks?: readonly ClockJump[];
  /** The most faults in one execution, all kinds together. */
  readonly max: number;
}

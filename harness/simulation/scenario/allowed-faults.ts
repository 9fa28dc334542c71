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
  /** Of single requests and responses. */
  readonly network?: readonly (NetworkFault | NetworkFaultRule)[];
  /** Times in which a device is offline or the service in trouble. One counts as one fault, however long. */
  readonly outages?: readonly (OutageRule['kind'] | OutageRule)[];
  /** Of storages: each as the storage of the device fails, and by what it can fail. */
  readonly storage?: readonly (StorageFailure | StorageFaultRule)[];
  /** Of users at the server. */
  readonly users?: readonly (UserFault | UserFaultRule)[];
  /** Of realms: those that may be suspended for a time. One counts as one fault, however long. */
  readonly suspensions?: readonly (string | SuspensionRule)[];
  /** Of the clocks of devices. */
  readonly clocks?: readonly ClockJump[];
  /** How many altogether in one execution. */
  readonly max: number;
}

import type { Command, CommandKind } from "./command";
import type { DeviceId, InstallationId, Product } from "./ids";
import type { Circuit, Installation, Rotation } from "./topology";
import type { HistoryPoint, PresenceWord, StateWord } from "./view";

/** `POST /api/chargers/{deviceId}/commands`, with an `Idempotency-Key` header; 202. */
export interface CommandRequest {
  command: CommandKind;
}
export interface CommandAccepted {
  commandId: string;
}

/** `GET /api/chargers/{deviceId}/commands`, newest first. */
export interface CommandList {
  commands: Omit<Command, "idempotencyKey">[];
}

/** `GET /api/chargers/{deviceId}/history`: the last hour, oldest first. */
export interface HistoryAnswer {
  at: number;
  points: HistoryPoint[];
}

/** `PUT /api/firmware/available` (support); 204. `version` null: back to "not known". */
export interface AvailableRequest {
  product: Product;
  version: string | null;
}

/** `POST /api/support/assign` (support); 204. Says where a charger hangs; what is left out keeps its value, or a usual one. */
export interface AssignRequest {
  deviceId: DeviceId;
  circuitId: string;
  name?: string;
  rotation?: Rotation;
  maxCurrentA?: number;
  minCurrentA?: number;
}

/** `GET /api/support/search?q=`: by serial, name or installation, of what the person may see. */
export interface SearchAnswer {
  hits: SearchHit[];
  /** There are more than are listed. */
  more: boolean;
}
export interface SearchHit {
  deviceId: DeviceId;
  name: string;
  installation: { id: InstallationId; name: string } | null;
  circuit: { id: string; name: string } | null;
  presence: PresenceWord;
  state: StateWord;
}

/** `GET /api/topology` (support): where a charger can be assigned to. */
export interface TopologyAnswer {
  installations: Pick<Installation, "id" | "name">[];
  circuits: Circuit[];
}

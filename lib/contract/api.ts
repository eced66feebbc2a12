import type { PresenceWord } from "../domain/charger/presence";
import type { StateWord } from "../domain/charger/state";
import type { MessageDirection } from "../domain/charger-message";
import type { Command } from "../domain/command/command";
import type { DeviceId, InstallationId, Product } from "../domain/ids";
import type { Preview } from "../domain/settings/preview";
import type { AvailableWindow, Circuit, Installation, Priority, Rotation, Triple } from "../domain/topology";

/** `POST /api/chargers/{deviceId}/commands` with `{"command":"..."}` and an `Idempotency-Key` header; 202. */
export interface CommandAccepted {
  commandId: string;
}

/** A command as it is told to people. */
export type ListedCommand = Omit<Command, "idempotencyKey">;

/** `GET /api/chargers/{deviceId}/commands?before=&limit=`, newest first. `next`: what to ask for as `before`; null: these were the last. */
export interface CommandList {
  commands: ListedCommand[];
  next: string | null;
}

/**
 * `GET /api/chargers/{deviceId}/messages?from=&to=&direction=&cursor=&limit=` (support), newest first. `next`: what to ask for as
 * `cursor`; null: these were the last.
 */
export interface MessageList {
  messages: ListedMessage[];
  next: string | null;
}
export interface ListedMessage {
  id: string;
  /** When it arrived, or was sent: ms, microseconds as fraction. */
  at: number;
  direction: MessageDirection;
  topic: string;
  /** Text where it is UTF-8, else base64. */
  payload: string;
  encoding: "utf8" | "base64";
  /** It had waited at the broker, so that `at` is when it came from there. */
  backlog: boolean;
  /** The broker had kept it. */
  retained: boolean;
  /** Marked as sent before. */
  dup: boolean;
  /** It could not be read. */
  undecodable: boolean;
  /** It tells of a person, a device or a SIM card: to be hidden until somebody asks for it. */
  sensitive: boolean;
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
  /** The state is not known to be that of now, though the charger is online. */
  old: boolean;
}

/** `GET /api/topology` (support): where a charger can be assigned to. */
export interface TopologyAnswer {
  installations: Pick<Installation, "id" | "name">[];
  circuits: Circuit[];
}

/** `GET /api/installations/{id}/settings` (owner, support): who set by hand what holds now, at an instant in ms; null: nobody. */
export interface InstallationSettingsAnswer {
  overrideBy: { name: string; at: number } | null;
}

/** `PATCH /api/installations/{id}/settings` (owner, support); 204. What is left out stays. */
export interface InstallationSettingsRequest {
  /** Amperes on L1, L2, L3, until an instant in ms, at most 31 days ahead; null: no more. */
  availableNow?: { availableA: Triple<number>; until: number } | null | undefined;
  schedule?: AvailableWindow[] | undefined;
  /** From 6 to 63. */
  switchCurrentA?: number | undefined;
  /** From 1 to the main fuse; null: none. */
  imbalanceLimitA?: number | null | undefined;
}

/** `POST /api/installations/{id}/preview` (owner, support) with an `InstallationSettingsRequest`: what it would do; it changes nothing. */
export type PreviewAnswer = Preview;

/** `PATCH /api/chargers/{deviceId}/settings` (owner, support); 204. What is left out stays. */
export interface ChargerSettingsRequest {
  priority?: Priority | undefined;
  /** What it charges on while it is cut off, A: 0, or from 6 to the charger's maximum. Embedded gateway only. */
  offlineCurrentA?: number | undefined;
}

/** `POST /api/installations/{id}/wall-links` (owner, support). */
export interface WallLinkRequest {
  /** To know it again, at most 100 characters. */
  label: string;
}

/** What it answers with, 201. `key` and `path` are told this once. */
export interface WallLinkMade {
  id: string;
  key: string;
  /** `/installations/{id}/wall?key=...` */
  path: string;
}

/** `GET /api/installations/{id}/wall-links` (owner, support), the newest first. */
export interface WallLinkList {
  links: WallLinkView[];
}
export interface WallLinkView {
  id: string;
  label: string;
  createdBy: string;
  createdAt: number;
}

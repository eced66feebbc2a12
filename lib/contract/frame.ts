import type {
  ChargerDetail,
  ChargerView,
  FirmwareFleetView,
  InstallationView,
  LinksView,
  Sent,
  SupportView,
} from "./view";

/** Everything a page's scopes hold, by id. The state that frames are applied to. */
export interface LiveState {
  rev: number;
  /** The server's clock when the last frame left, ms. */
  at: number;
  links: LinksView;
  installations: Record<string, InstallationView>;
  /** A map: of a thousand chargers a copy is made at every frame, and an object's takes five times as long. */
  chargers: ReadonlyMap<string, ChargerView>;
  details: Record<string, ChargerDetail>;
  sent: Record<string, Sent>;
  /** Of chargers whose connection begins too often: from where it came, newest first. For support alone. */
  addresses: Record<string, readonly string[]>;
  firmware: FirmwareFleetView | null;
  support: SupportView | null;
}

/** Parts of a delta are whole things. What is gone is told by a new snapshot. */
export interface Parts {
  links?: LinksView;
  installations?: InstallationView[];
  chargers?: ChargerView[];
  details?: ChargerDetail[];
  sent?: ({ deviceId: string } & Sent)[];
  addresses?: { deviceId: string; addresses: string[] }[];
  firmware?: FirmwareFleetView;
  support?: SupportView;
}

/** After about this long without a frame a heartbeat leaves: at most half a `tickMs` later. */
export const heartbeatMs = 2_000;

/**
 * What goes over the event stream: event name = `kind`, id = `rev`, data = the frame as JSON. A connection begins with one
 * snapshot, which names the scopes it answers and holds all of them; a delta follows changes; a heartbeat follows `heartbeatMs` of nothing.
 */
export type Frame =
  | ({ kind: "snapshot"; rev: number; at: number; scopes: string[]; links: LinksView } & Omit<Parts, "links">)
  | ({ kind: "delta"; rev: number; at: number } & Parts)
  | { kind: "heartbeat"; rev: number; at: number }
  /** The stream ends on purpose: the sign-in ended, rights changed, the subscriber was too slow, or the server stops. */
  | { kind: "bye"; rev: number; at: number; reason: "signInEnded" | "rightsChanged" | "tooSlow" | "stopping" };

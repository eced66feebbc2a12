import type { CircuitId, DeviceId, InstallationId } from "../domain/ids";
import type { KeptSession } from "../sessions/kept-session";

/** When a session began or ended: not before `from`, not after `to`; the same where it is known. Null: there is no such bound. */
interface SessionBounds {
  from: number | null;
  to: number | null;
}

/** Instants: ms since 1970. */
export interface ListedSession {
  id: string;
  deviceId: DeviceId;
  /** Null: the charger is not known any more, or hangs where who asks may not look. */
  chargerName: string | null;
  /** The charger's own, or one made of charger and start. */
  sessionId: string;
  /** Where its charger was when it was first seen; null: nowhere yet. */
  installationId: InstallationId | null;
  circuitId: CircuitId | null;
  start: SessionBounds;
  /** Null: it goes on. */
  end: SessionBounds | null;
  /** Null: unknown. */
  energyWh: number | null;
  /** The meter's total at start and end. Null: unknown. */
  meterStartWh: number | null;
  meterEndWh: number | null;
  chargingMs: number;
  /** As sent. Null: none was told, or it is not kept any more. */
  tag: string | null;
  /** Whom the tag belongs to, by the names that the installation's owner entered. Null: nobody is, or it is not for who asks. */
  name: string | null;
  group: string | null;
  /** Null: not for who asks, no prices are entered, or when its energy flowed is not known. */
  cost: SessionCost | null;
  /** On its signed meter readings. Null: it has none, or they are not for who asks. */
  verdict: string | null;
  /** They can be got by `GET /api/sessions/{id}/signed`. */
  hasSigned: boolean;
  /** What is to be known of it before its figures are used. */
  flags: readonly string[];
  /** How often it was allowed to charge and no current flowed. */
  failedStarts: number;
}

/** What a session's energy costs, by the quarter-hours in which it flowed. */
export interface SessionCost {
  /** Of each currency for itself, each rounded once: decimal numbers such as `12.30`. */
  amounts: { currency: string; net: string; vat: string; gross: string }[];
  /** When some of the energy flowed is not measured, but shared out. */
  isEstimated: boolean;
  /** Some of the prices are still to be settled. */
  isProvisional: boolean;
  /** Energy without a price, or of which it is not known when it flowed, Wh: it is not in the amounts. */
  unpricedWh: number;
}

/** `GET /api/sessions/total`: what the sessions of a filter come to. */
export interface SessionTotal {
  /** Without those that are left out because they have no energy. */
  sessions: number;
  /** Those that ended without energy, whether they are left out or not. */
  empty: number;
  /** Those that go on. */
  open: number;
  /** What is known of their energy, and of how many it is not. */
  energyWh: number;
  unknownEnergy: number;
  /** Starts that failed: also of those without energy. */
  failedStarts: number;
}

/** `GET /api/sessions`, those that go on first, then by their end, the newest first; or as `sort` and `order` say. `next`: what to ask for as `cursor`; null: these were the last. */
export interface SessionList {
  sessions: ListedSession[];
  next: string | null;
}

/** `GET /api/sessions/{id}`. */
export type SessionDetail = ListedSession & { session: KeptSession };

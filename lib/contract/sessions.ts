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
  /** As sent. Null: none was told, or it is not kept any more. */
  tag: string | null;
  /** On its signed meter readings. Null: it has none, or they are not for who asks. */
  verdict: string | null;
  /** They can be got by `GET /api/sessions/{id}/signed`. */
  hasSigned: boolean;
  /** What is to be known of it before its figures are used. */
  flags: readonly string[];
  /** How often it was allowed to charge and no current flowed. */
  failedStarts: number;
}

/** `GET /api/sessions`, newest first by their begin. `next`: what to ask for as `cursor`; null: these were the last. */
export interface SessionList {
  sessions: ListedSession[];
  next: string | null;
}

/** `GET /api/sessions/{id}`. */
export type SessionDetail = ListedSession & { session: KeptSession };

import type { PresenceWord } from "../domain/charger/presence";
import type { StateWord } from "../domain/charger/state";

type Triple<T> = [T, T, T];

/** What was told last until a moment. `old`: it need not have been so any more. Null where this stands: unknown. */
export interface MomentReading<T> {
  value: T;
  /** When it was told, ms. */
  at: number;
  old: boolean;
}

/** What a charger did. `waiting`: for current or for authorisation, since history does not keep who showed a card. */
export type MomentState = Exclude<StateWord, "waitingForCurrent" | "waitingForAuthorisation"> | "waiting";

/** A charger as it was. Its name, circuit and rotation are those that are entered now. */
export interface ChargerMoment {
  deviceId: string;
  name: string;
  circuitId: string | null;
  /** `unknown`: nothing was heard of it yet, or the dashboard did not listen. `since`: ms, null where that is not known. */
  presence: { word: PresenceWord; since: number | null };
  /** `at` of what made the state: the mode, and with it the pause. */
  state: MomentReading<MomentState> | null;
  powerW: MomentReading<number> | null;
  /** A, per line of the installation, un-rotated. */
  lines: Triple<MomentReading<number> | null>;
  /** V, per line of the installation; null also where it is not wired to the line. */
  voltages: Triple<MomentReading<number> | null>;
  allocatedA: MomentReading<number> | null;
  /** The charger's own limit, A. */
  limitA: MomentReading<number> | null;
  /** Of the session that went on; null also where none did. */
  sessionKwh: MomentReading<number> | null;
  /** What is kept there did not happen: it was made for the demo. */
  isSample: boolean;
}

/** `GET /api/chargers/{deviceId}/moment?at=`. */
export interface ChargerMomentAnswer {
  /** ms. */
  at: number;
  /** The dashboard listened then; if not, all that changes is old. */
  isWatched: boolean;
  charger: ChargerMoment;
}

/** Unknown parts make it the least that it was; null: no part is known. */
export interface MomentSum {
  value: number | null;
  atLeast: boolean;
}

/** `GET /api/installations/{id}/moment?at=`. Fuses are those that are entered now. */
export interface InstallationMoment {
  installationId: string;
  /** ms. */
  at: number;
  isWatched: boolean;
  powerW: MomentSum;
  /** A, per line. */
  lines: Triple<MomentSum>;
  circuits: { id: string; name: string; fuseA: number; lines: Triple<MomentSum> }[];
  chargers: ChargerMoment[];
}

import type { CircuitId, DeviceId, InstallationId } from "../domain/ids";
import type { LocalDay } from "../domain/time/local-days";
import type { EnergyDay, EnergyHour, EnergyMonth, EnergySum } from "../usage/energy";

export type { EnergySum };

/** What an answer of energy is of. Instants: ms since 1970. */
interface OfEnergy {
  installationId: InstallationId;
  /** Null: of all circuits. */
  circuitId: CircuitId | null;
  /** Whose days and hours they are. */
  timeZone: string;
  /** So many chargers count: those that hang there now. */
  chargers: number;
  /** What is told reaches so far. */
  until: number;
}

/** `GET /api/installations/{id}/energy?by=`: full days of the installation's zone. Of what is asked for by, the others are null. */
export interface InstallationEnergy extends OfEnergy {
  from: number;
  to: number;
  total: EnergySum;
  /** Those that have begun. */
  days: EnergyDay[] | null;
  months: EnergyMonth[] | null;
  /** Monday 00:00 first, all 168. */
  hours: EnergyHour[] | null;
}

/** `GET /api/installations/{id}/energy/now`. */
export interface EnergyNow extends OfEnergy {
  today: EnergySum & LocalDay;
  /** This month as far as it has come, today among it. */
  month: EnergySum & { firstDate: string; lastDate: string };
  /** The same days of the month before, its last as far as today has come. Null: it has fewer days. */
  before: (EnergySum & { firstDate: string; lastDate: string }) | null;
}

/** A stretch in which a charger could not be heard. */
export interface ListedOutage {
  from: number;
  /** As far as it is told; null: it goes on. */
  to: number | null;
  /** It had begun before the month, or before anybody watched. */
  isFromBefore: boolean;
  cause: "offline" | "silent";
  /** For how long of it Phaseboard watched. */
  watchedMs: number;
}

export interface ChargerAvailability {
  deviceId: DeviceId;
  name: string;
  /** The share of `watchedMs` in which it responded, 0 to 100. Null: nothing is known. */
  percent: number | null;
  watchedMs: number;
  respondingMs: number;
  /** How many, and the longest of them, newest first. */
  outages: number;
  longest: ListedOutage[];
  /** Of the sessions that ended in the month here; while the month goes on, of those that go on too. */
  sessions: number;
  failedStarts: number;
  /** Sessions that were to charge, and of them those that charged at the first go; in percent null where there was none. */
  tried: number;
  succeeded: number;
  successPercent: number | null;
}

/** `GET /api/installations/{id}/availability?month=`: the worst first. */
export interface InstallationAvailability {
  installationId: InstallationId;
  month: string;
  timeZone: string;
  from: number;
  to: number;
  /** What is told reaches so far; it is `from` where the month has not begun. */
  until: number;
  /** For how long of it Phaseboard itself watched. */
  watchedMs: number;
  chargers: ChargerAvailability[];
}

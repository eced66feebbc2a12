import type { Beginning } from "../domain/charger/flapping";
import type { DeviceId, InstallationId } from "../domain/ids";
import type { JournalFigures } from "../domain/journal-figures";
import type { Triple } from "../domain/topology";
import type { Slot } from "../prices/slots";
import type { ChargerReport, Undecodable } from "./charger-report";

/** What the product's own parts and meters tell. */
type ProductReport =
  /** `begun`: from where, if the broker knows. */
  | { kind: "connection"; deviceId: DeviceId; connected: boolean; at: number; begun?: Omit<Beginning, "at"> }
  /** A building's meter: A on L1, L2, L3, null where it does not say; `fault`: where that cannot be read, and counts as not said. */
  | { kind: "meter"; topic: string; currentA: Triple<number | null>; at: number; fault?: Undecodable }
  /** What a market published for an installation, which may be none that is known. */
  | { kind: "prices"; installationId: InstallationId; slots: readonly Slot[] }
  /** How the embedded gateway's journal stands. */
  | { kind: "gateway"; figures: JournalFigures }
  | { kind: "marker"; clientId: string; token: string };

/** What a message says: a closed union. */
export type Message = ChargerReport | ProductReport | Undecodable;

/** A message as it came through the broker's door. */
export interface Arrival {
  message: Message;
  /** When the gateway took it; where no gateway says so, when it came through the door: ms. */
  receivedAt: number;
  /** Arrived before the marker that followed the (re)connect: proves nothing about now. */
  backlog: boolean;
  /** `receivedAt` is when it was sent, a moment later at most; false for what waited at a broker that does not say since when. */
  timed: boolean;
  /** Kept by the broker, said at a time that nobody knows, and counted for nothing. */
  retained: boolean;
  /** Marked as sent before (MQTT's DUP flag). */
  dup: boolean;
}

import type { Terminals } from "../domain/electrical/terminals";

/** What a charger can be told, in the product's own words. Not every dialect has each. */
export type ChargerOrder =
  /** The other end's logic is alive. */
  | { name: "pingReply" }
  /** It tells again all that it knows. */
  | { name: "report" }
  /** Ends a pause: the charger asks for current again. */
  | { name: "start" }
  /** Pauses until it is told to start. */
  | { name: "stop" }
  | { name: "restart" }
  | { name: "upgradeFirmware" }
  /** It may offer its car so many whole amperes (from 6 on) on these terminals. */
  | { name: "allocate"; currentA: number; terminals: Terminals }
  /** It may offer its car nothing, which goes on asking. */
  | { name: "deallocate" }
  /** The answer to a tag. */
  | { name: "tagGranted" }
  | { name: "tagDenied" };

/** What is set in a charger for good, through its twin. */
export interface ChargerSettings {
  offlineCurrentA: number;
}

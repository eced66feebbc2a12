import type { SessionRecord } from "../domain/charger/completed-session";
import type { KnownKey, Observation, ObservationKey, ObservationValue } from "../domain/charger/observation";
import type { CommandKind } from "../domain/command/command";
import type { DeviceId, Product } from "../domain/ids";
import type { ChargerOrder, ChargerSettings } from "./charger-order";
import type { Message } from "./message";

/** What is stored of an observation: name and value follow from its id, as its dialect reads it. */
type StoredObservation = Omit<Observation, "key" | "value">;

/** What support is told of an observation id, in the dialect's own words. */
interface Described {
  key: string;
  name: string;
  unit: string | null;
  /** Tells of a person, a device or a SIM card. */
  sensitive: boolean;
}

/**
 * What of the charger's own reports proves that a command had its effect. pause: that it is paused, its car finished, in the session
 * of the request. resume: that its pause ended, and current. startUp: what is told at boot alone, or an uptime
 * that fell. newVersion: another firmware. Otherwise a value that it tells once the command went out.
 */
type Proof = "pause" | "resume" | "startUp" | "newVersion" | { key: ProofKey; value: ObservationValue };

type ProofKey = Extract<KnownKey, "mode" | "pausedByOrder" | "powerW" | "sessionId" | "computerVersion">;

/** How a dialect does what people ask for. */
export interface CommandTraits {
  order: ChargerOrder;
  provenBy: Proof;
  /** Where the car is done though nobody has paused it: the order that goes out first, to pause it; `order` follows once that is told. */
  whenDone?: ChargerOrder;
  /** After the order was taken, the effect is to be seen within, ms. */
  effectWithinMs: number;
  /** It is taken at once and begun when the car has left, which the charger does not tell. */
  waitsForCar?: boolean;
}

/** What becomes of the connection of a charger that did not answer in time, where the gateway holds it. */
export type Unanswered = "reset" | "resetSeldom" | "leave";

export interface Filter {
  filter: string;
  /** 0 where a report tells no instant: one that waited at the broker would be taken for a new one. */
  qos: 0 | 1;
}

/** How one make of charger speaks on the fleet side, and how it is spoken to. Pure: bytes in, reports out; orders in, bytes out. */
export interface Dialect {
  readonly name: string;
  /** Whether a charger of this id speaks it. */
  speaks(deviceId: DeviceId): boolean;
  /** Which of the products whose firmware is followed it is, by its id. */
  productOf(deviceId: DeviceId): Product;

  readonly subscriptions: readonly Filter[];
  /** Whether a topic is one that it reads; the product's own are asked for before. */
  isTopic(topic: string): boolean;
  /** Never throws: what cannot be read is undecodable. `receivedAt`: ms. */
  decode(topic: string, payload: Uint8Array, receivedAt: number): Message;
  /** What a broker has retained: the charger's last word (of an unknown age, and no sign of life), or nothing. */
  readonly retained: "lastWord" | "nothing";
  /** The keys of measurements: messages of these alone may be dropped first for want of room, and merged where there are too many. */
  readonly measurements: readonly ObservationKey[];

  /** A stored observation with its key and value again; `unreadable`: an older dialect took it otherwise. */
  restored(deviceId: DeviceId, stored: StoredObservation): Observation;
  /** What a stored `completedSession` tells in full. Null: it is no such record. */
  sessionRecord(raw: string): SessionRecord | null;
  describe(id: number): Described;
  /** The number of an observation by its key; undefined: it has none. */
  idOf(key: ObservationKey): number | undefined;
  /** The interval at which it gives a sign of life, ms, unless it announces another; it is silent after so many of them. */
  readonly pulse: { readonly chargingMs: number; readonly otherwiseMs: number; readonly silentAfter: number };

  /** Null: it has no such order. */
  encode(deviceId: DeviceId, rid: string, order: ChargerOrder): { topic: string; payload: string } | null;
  /** An order that is not answered for so long has expired, ms; null: it answers none, and its reports alone tell. */
  readonly answerWithinMs: number | null;
  /** What people can ask of it; without an entry it cannot do it. */
  readonly commands: Readonly<Partial<Record<CommandKind, CommandTraits>>>;
  unanswered(order: ChargerOrder["name"]): Unanswered;
  /** Which terminals an allocation can name: any, or none, and then nothing can be allocated. */
  readonly allocates: "terminals" | "nothing";
  /** How settings stand in a charger's twin; null: it has none. */
  readonly settings: {
    desired(settings: ChargerSettings): { [key: string]: { [key: string]: string } };
    /** Null: not set. */
    offlineCurrentA(document: unknown): number | null;
  } | null;
}

/** How long an order is good for where nobody answers it, ms. */
export const unansweredMs = 15_000;

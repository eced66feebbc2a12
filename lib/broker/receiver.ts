import type { IPublishPacket } from "mqtt";
import type { ChargerMessage } from "../domain/charger-message";
import type { Arrival } from "../protocol/message";
import { decodeGatewayJournal, gatewayTopic } from "../protocol/product/gateway-journal";
import { decodeMeter } from "../protocol/product/meter";
import { unstamped } from "../protocol/product/stamp";
import { protocols as known } from "../protocol/registry";
import { receivedMessage } from "./charger-message";
import { flagsOf } from "./message-flags";
import type { BrokerOptions } from "./options";

export interface ReceiverEvents {
  /** `measured`: it tells measurements alone. */
  arrival(arrival: Arrival, measured: boolean): void;
  /** What a charger said, as it came; of the session alone, which one dashboard at a time reads. Its payload may not be kept. */
  message(message: ChargerMessage): void;
  /** The own marker has come back: what arrives from now on is of now. Once. */
  marker(): void;
  /** A message could not be taken in; it is kept all the same, where there is a journal. */
  failed(error: unknown): void;
  isMeter(topic: string): boolean;
  /** Neither the fleet's nor a meter that is read. */
  unwanted(topic: string): void;
}

/** A shorter delay is the way through the broker, and counts as none, ms. */
const leastDelayMs = 1_000;

const delayOf = (ms: number) => (ms < leastDelayMs ? 0 : ms);

/** A marker that tells when it was sent, ms: when it comes back, it is known how late everything is that comes with it. */
export const timedMarker = (token: string, sentAt: number): string => `${token}-${Math.round(sentAt)}`;

function sentAtOf(marker: string, token: string): number | null {
  const at = marker.startsWith(`${token}-`) ? marker.slice(token.length + 1) : "";
  return /^\d{1,16}$/.test(at) ? Number(at) : null;
}

/** The client handles all packets that have come before timers and other sockets have their turn: after so many they have it. */
const packetsPerTurn = 64;

/**
 * Takes in what one connection to the broker delivers, decoded. `handle` hands it to be kept, `write` has it written; nothing is
 * acknowledged before. `token`: the own marker's.
 */
export function createReceiver(options: BrokerOptions, token: string, on: ReceiverEvents) {
  const now = options.now ?? Date.now;
  const { reading, protocols = known } = options;
  const keep = reading.kind === "session" ? reading.keep : null;
  /** Only the gateway tells of itself. */
  const ofGateway = options.stamps ? gatewayTopic(options.clientId) : null;
  let backlog = true;
  /** How long what comes now has waited at the broker and here, by the newest of the own markers. */
  let delayMs = 0;
  let isRefusing = false;
  let packets = 0;

  /** Where all that is read is late, that is no fault of the clocks of those who said it. */
  const arrivedAt = () => now() - delayMs;

  const receive = (topic: string, payload: Buffer, packet: IPublishPacket) => {
    const receivedAt = arrivedAt();
    const how = { backlog, timed: !backlog, retained: packet.retain, dup: packet.dup };
    if (topic === ofGateway) {
      const message = decodeGatewayJournal(payload, receivedAt);
      on.arrival({ message, receivedAt, ...how, timed: true }, false);
    } else if (protocols.isTopic(topic)) receiveOfFleet(topic, payload, packet);
    else if (on.isMeter(topic)) {
      on.arrival({ message: decodeMeter(topic, payload, receivedAt), receivedAt, ...how }, false);
    } else on.unwanted(topic);
  };

  const receiveOfFleet = (stampedTopic: string, payload: Buffer, packet: IPublishPacket) => {
    const stamp = options.stamps ? unstamped(stampedTopic) : null;
    const topic = stamp?.topic ?? stampedTopic;
    const receivedAt = stamp?.arrivedAt ?? arrivedAt();
    // Of what the gateway delivers again it says itself whether the charger had marked it.
    const dup = stamp?.dup ?? packet.dup;
    // What a charger's broker keeps as its last word is one that waited there.
    const lastWord = packet.retain && protocols.retainedCounts(topic);
    const waited = backlog || lastWord;
    const how = { backlog: waited, timed: stamp !== null || !waited, retained: packet.retain && !lastWord, dup };
    const message = protocols.decode(topic, payload, receivedAt);
    if (message.kind === "marker") {
      const sentAt = sentAtOf(message.token, token);
      if (sentAt !== null) delayMs = delayOf(now() - sentAt);
      if (message.token !== token || !backlog) return;
      backlog = false;
      on.marker();
      return;
    }
    const measured = protocols.isOfMeasurements(message);
    if (keep !== null && !packet.retain) {
      const entry = { arrivedAt: receivedAt, flags: flagsOf(how), topic, payload, droppable: measured };
      if (keep.take(entry, packet.qos === 1) === null) isRefusing ||= packet.qos === 1;
    }
    const arrival = { message, receivedAt, ...how };
    const received = reading.kind === "session" ? receivedMessage(topic, payload, arrival) : null;
    if (received !== null) on.message(received);
    on.arrival(arrival, measured);
  };

  return {
    /** What comes is of before: the own marker has not come back yet. */
    inBacklog: () => backlog,
    /** Something was refused for want of room, and there is room now: the broker sends it again on a new connection. */
    couldKeepAgain: () => isRefusing && keep?.hasRoom() === true,
    /** Writes what was taken in. False: some of it could not be, so that its acknowledgements must not go out. */
    write: () => keep?.write() ?? true,
    /** Nothing is acknowledged that is not kept; once something was refused, nothing at all until the broker sends it again. */
    handle(packet: IPublishPacket, ended: boolean, done: (error?: Error) => void): void {
      const { payload } = packet;
      try {
        if (!ended) receive(packet.topic, typeof payload === "string" ? Buffer.from(payload) : payload, packet);
      } catch (error) {
        on.failed(error);
      }
      const next = (ended || isRefusing) && packet.qos === 1 ? () => done(new Error("not kept")) : () => done();
      packets += 1;
      if (packets % packetsPerTurn === 0) setImmediate(next);
      else next();
    },
  };
}

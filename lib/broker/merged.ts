import type { Observation } from "../domain/charger/observation";
import type { Arrival, Message } from "../protocol/message";

type Measured = Extract<Message, { kind: "observations" }>;

/** Messages of measurements that are delivered as one: of each id the newest observation. */
export interface Merged {
  /** As the last of them came. */
  arrival: Arrival;
  message: Measured;
  newest: Map<number, Observation>;
  messages: number;
  /** When the first was said, by the charger's clock, and came: ms. */
  firstOwnAt: number;
  firstReceivedAt: number;
}

/** Merged messages lie less than this apart: what waited somewhere, or has another clock, is never taken for the same moment. */
const apartMs = 1_000;

const newestOwnAt = ({ observations }: Measured) =>
  observations.reduce((at, { ownAt }) => Math.max(at, ownAt), Number.NEGATIVE_INFINITY);

export function beginMerged(arrival: Arrival, message: Measured): Merged {
  const times = { firstOwnAt: newestOwnAt(message), firstReceivedAt: arrival.receivedAt };
  return addTo({ arrival, message, newest: new Map(), messages: 0, ...times }, arrival, message);
}

/** Whether a message was said and came at the same moment as the merged ones, and in the same way. */
export function fits({ arrival: last, firstOwnAt, firstReceivedAt }: Merged, arrival: Arrival, message: Measured) {
  return (
    last.backlog === arrival.backlog &&
    last.timed === arrival.timed &&
    last.dup === arrival.dup &&
    Math.abs(arrival.receivedAt - firstReceivedAt) < apartMs &&
    Math.abs(newestOwnAt(message) - firstOwnAt) < apartMs
  );
}

/** The newer of two is the later said, by the charger's clock; of the same instant the later come. */
export function addTo(merged: Merged, arrival: Arrival, message: Measured): Merged {
  const asksReply = merged.message.asksReply || message.asksReply;
  merged.arrival = arrival;
  merged.message = { ...message, asksReply };
  merged.messages += 1;
  for (const observation of message.observations) {
    const held = merged.newest.get(observation.id);
    if (held === undefined || observation.ownAt >= held.ownAt) merged.newest.set(observation.id, observation);
  }
  return merged;
}

/** The merged messages as one that came with the last of them. */
export function arrivalOf({ arrival, message, newest }: Merged): Arrival {
  return { ...arrival, message: { ...message, observations: [...newest.values()] } };
}

/** What the last of the merged messages told, by observation id: for support. */
export function sampleOfMerged({ message }: Merged): string {
  return JSON.stringify(Object.fromEntries(message.observations.map(({ id, raw }) => [id, raw])));
}

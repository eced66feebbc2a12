import type { UndecodableReason } from "../../domain/charger/message";
import type { Observation, ObservationValue } from "../../domain/charger/observation";
import { limits } from "./limits";
import { observationRows } from "./tables/observation-rows";
import { isFault, type Read, readerOf } from "./values";

/** Why a member could not be read; `detail` in words. */
export interface Rejection {
  reason: UndecodableReason;
  detail: string;
}

interface Typing {
  key: string;
  read(raw: string): Read;
}

const largestId = 1_000_000;
const typings: (Typing | undefined)[] = [];
const negative = new Map<number, Typing>();
for (const row of observationRows) {
  const typing = { key: row.key, read: readerOf(row.type) };
  if (row.id >= 0) typings[row.id] = typing;
  else negative.set(row.id, typing);
}
const readUnknown = readerOf("text");

function typingOf(id: number): Typing {
  return (id >= 0 ? typings[id] : negative.get(id)) ?? { key: `#${id}`, read: readUnknown };
}

/** Whether a number can be an observation id: a whole one within a million of zero. */
export function isObservationId(id: unknown): id is number {
  return typeof id === "number" && Number.isInteger(id) && id <= largestId && id >= -largestId;
}

/**
 * One observation from its parts.
 * @param raw null: the charger cleared it
 * @param own its own instant, NaN when it is none
 */
export function readObservation(
  id: number,
  raw: string | null,
  own: number,
  receivedAt: number,
): Observation | Rejection {
  if (Number.isNaN(own)) return { reason: "badObservedAt", detail: "not an instant" };
  if (own - receivedAt > limits.tooFarAheadMs)
    return { reason: "tooFarAhead", detail: "observed more than 100 years ahead" };
  const typing = typingOf(id);
  let value: ObservationValue | null = null;
  if (raw !== null) {
    const read = typing.read(raw);
    if (isFault(read)) return { reason: read.fault, detail: `not a value of ${typing.key}` };
    value = read;
  }
  return { id, key: typing.key, raw, value, ownAt: own, observedAt: own, epoch: 0, arrivedAt: receivedAt };
}

export function isRejection(result: Observation | Rejection): result is Rejection {
  return "reason" in result;
}

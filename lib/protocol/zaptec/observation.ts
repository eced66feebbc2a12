import {
  type Observation,
  type ObservationKey,
  type ObservationValue,
  unreadable,
} from "../../domain/charger/observation";
import type { UndecodableReason } from "../../domain/charger/undecodable-reason";
import type { DeviceId } from "../../domain/ids";
import { limits } from "../read/limits";
import { cut } from "../read/undecodable";
import { observationRows } from "./tables/observation-rows";
import type { ObservationRow } from "./tables/row-types";
import { isFault, type Read, readerOf } from "./values";
import { toldAs } from "./words";

/** Why a member could not be read; `detail` in words. */
export interface Rejection {
  reason: UndecodableReason;
  detail: string;
  /** Where its id and instant are known: that something was told then, which cannot be read. */
  unread?: Observation;
}

interface Typing {
  key: ObservationKey;
  read(raw: string, deviceId: DeviceId): Read;
}

/** A row's key and reader in the product's own words. */
function typed({ key, type }: ObservationRow): Typing {
  const read = readerOf(type);
  const told = toldAs(key);
  const { value } = told ?? {};
  if (value === undefined) return { key: told?.key ?? key, read };
  return {
    key: told?.key ?? key,
    read(raw, deviceId) {
      const given = read(raw);
      return given === null || isFault(given) ? given : value(given, deviceId);
    },
  };
}

const largestId = 1_000_000;
const typings: (Typing | undefined)[] = [];
const negative = new Map<number, Typing>();
for (const row of observationRows) {
  const typing = typed(row);
  if (row.id >= 0) typings[row.id] = typing;
  else negative.set(row.id, typing);
}
const readUnknown = readerOf("text");

function typingOf(id: number): Typing {
  return (id >= 0 ? typings[id] : negative.get(id)) ?? { key: `#${id}`, read: readUnknown };
}

const ids = new Map<ObservationKey, number>(observationRows.map((row) => [typingOf(row.id).key, row.id] as const));

/** The id of a key, also of one that no table has (`#123`); undefined: it is none. */
export function idOfKey(key: ObservationKey): number | undefined {
  const listed = ids.get(key);
  if (listed !== undefined) return listed;
  const id = /^#-?\d{1,7}$/.test(key) ? Number(key.slice(1)) : undefined;
  return isObservationId(id) ? id : undefined;
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
  deviceId: DeviceId,
): Observation | Rejection {
  if (Number.isNaN(own)) return { reason: "badObservedAt", detail: "not an instant" };
  if (own - receivedAt > limits.tooFarAheadMs)
    return { reason: "tooFarAhead", detail: "observed more than 100 years ahead" };
  const typing = typingOf(id);
  let value: ObservationValue | null = null;
  if (raw !== null) {
    const read = typing.read(raw, deviceId);
    if (isFault(read)) {
      const told = readObservation(id, null, own, receivedAt, deviceId);
      return isRejection(told)
        ? told
        : unread(told, raw, { reason: read.fault, detail: `not a value of ${typing.key}` });
    }
    value = read;
  }
  return { id, key: typing.key, raw, value, ownAt: own, observedAt: own, epoch: 0, arrivedAt: receivedAt };
}

/** A rejection of what stands in the place of a value. @param raw as sent, of which 1 KB is kept */
export function unread(told: Observation, raw: string, rejection: Rejection): Rejection {
  return { ...rejection, unread: { ...told, raw: cut(raw, limits.sampleBytes), value: unreadable } };
}

/** A stored observation with its key and value again. */
export function restored(deviceId: DeviceId, stored: Omit<Observation, "key" | "value">): Observation {
  const { id, raw, ownAt, observedAt, epoch, arrivedAt } = stored;
  const typing = typingOf(id);
  const read = raw === null ? null : typing.read(raw, deviceId);
  return { id, key: typing.key, raw, value: isFault(read) ? unreadable : read, ownAt, observedAt, epoch, arrivedAt };
}

export function isRejection(result: Observation | Rejection): result is Rejection {
  return "reason" in result;
}

import type { KnownKey, Observation, ObservationValue } from "../domain/charger/observation";
import type { ChargerMode } from "../domain/charger/state";
import { chargerIdOf, parseChargerId } from "../domain/charger-id";
import type { Dialect } from "./dialect";
import { parseDecimal } from "./read/number";
import { quoted, undecodable } from "./read/undecodable";

/**
 * A tiny second dialect, for tests: `tiny/{identity}/car` (out, in, on), `tiny/{identity}/watts`, both retained, and
 * `tiny/{identity}/allow` (0), which it hears. It has no clock and answers nothing. A charger of such a make needs its folder and
 * its row in the registry, and no more.
 */
const topic = /^tiny\/([a-z0-9-]+)\/(car|watts)$/;
const name = "tiny";
const cars: Readonly<Record<string, ChargerMode>> = { out: "disconnected", in: "requesting", on: "charging" };
const rows: readonly {
  key: KnownKey;
  name: string;
  unit: string | null;
  read(raw: string): ObservationValue | null;
}[] = [
  { key: "mode", name: "car", unit: null, read: (raw) => cars[raw] ?? "unknown" },
  { key: "powerW", name: "watts", unit: "W", read: numberIn },
];

function numberIn(raw: string): number | null {
  const value = parseDecimal(raw);
  return Number.isFinite(value) ? value : null;
}

export const tiny: Dialect = {
  name,
  speaks: (deviceId) => parseChargerId(deviceId)?.dialect === name,
  productOf: () => "unknown",
  subscriptions: [
    { filter: "tiny/+/car", qos: 0 },
    { filter: "tiny/+/watts", qos: 0 },
  ],
  isTopic: (text) => text.startsWith("tiny/"),
  decode(text, payload, receivedAt) {
    const [, identity = "", said] = topic.exec(text) ?? [];
    const made = chargerIdOf(name, identity);
    const id = rows.findIndex((row) => row.name === said);
    if ("fault" in made || id < 0) return undecodable(null, "badTopic", quoted(text), payload, receivedAt);
    const deviceId = made.id;
    const raw = Buffer.from(payload).toString("utf8", 0, 20);
    const stored = { id, raw, ownAt: receivedAt, observedAt: receivedAt, epoch: 0, arrivedAt: receivedAt };
    const observations = [tiny.restored(deviceId, stored)];
    return { kind: "observations", deviceId, clock: "arrival", asksReply: false, observations, faults: [] };
  },
  retained: "lastWord",
  measurements: [],
  restored(_, { id, raw, ownAt, observedAt, epoch, arrivedAt }): Observation {
    const row = rows[id];
    const value = raw === null ? null : (row?.read(raw) ?? null);
    return { id, key: row?.key ?? `#${id}`, raw, value, ownAt, observedAt, epoch, arrivedAt };
  },
  idOf: (key) => {
    const id = rows.findIndex((row) => row.key === key);
    return id < 0 ? undefined : id;
  },
  sessionRecord: () => null,
  describe(id) {
    const row = rows[id]?.name ?? `#${id}`;
    return { key: row, name: row, unit: rows[id]?.unit ?? null, sensitive: false };
  },
  pulse: { chargingMs: 10_000, otherwiseMs: 10_000, silentAfter: 2 },
  encode(deviceId, _, order) {
    const identity = parseChargerId(deviceId)?.identity;
    return order.name === "stop" ? { topic: `tiny/${identity}/allow`, payload: "0" } : null;
  },
  answerWithinMs: null,
  commands: {
    stop: { order: { name: "stop" }, provenBy: { key: "mode", value: "requesting" }, effectWithinMs: 20_000 },
  },
  unanswered: () => "leave",
  allocates: "nothing",
  settings: null,
};

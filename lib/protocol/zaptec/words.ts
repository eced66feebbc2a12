import type { KnownKey, ObservationValue } from "../../domain/charger/observation";
import type { ChargerMode } from "../../domain/charger/state";
import type { DeviceId } from "../../domain/ids";
import { parseCompletedSession } from "./completed-session";
import { networkOfCode, rotationOfCode } from "./grid-codes";
import { terminalsOfPhaseId } from "./phase-ids";
import { productOf } from "./product-of";
import { warningNames } from "./tables/warnings";

/** How a row of the table is told in the product's own words. */
interface Told {
  key: KnownKey;
  /** A number that is a code, or a text with a record in it, as the product has it. Without it the value is told as typed. */
  value?(typed: ObservationValue, deviceId: DeviceId): ObservationValue | null;
}

const modes: Readonly<Record<number, ChargerMode>> = {
  1: "disconnected",
  2: "requesting",
  3: "charging",
  5: "finished",
};

const byCode =
  <T extends string>(wordOf: (code: number) => T | null) =>
  (code: ObservationValue): T | "unknown" =>
    (typeof code === "number" ? wordOf(code) : null) ?? "unknown";

const noNames: readonly string[] = [];
const namesKnown = new Map<string, readonly string[]>();
const mostKnown = 1_000;

/** The same names are the same object, so that nothing is made for a mask that is told again. */
function namesOf(mask: ObservationValue, deviceId: DeviceId): readonly string[] {
  if (typeof mask !== "number" || mask === 0) return noNames;
  const product = productOf(deviceId);
  const place = `${product} ${mask}`;
  const known = namesKnown.get(place);
  if (known !== undefined) return known;
  const names = warningNames(mask, product);
  if (namesKnown.size >= mostKnown) namesKnown.clear();
  namesKnown.set(place, names);
  return names;
}

const told: Readonly<Record<string, Told>> = {
  operationMode: { key: "mode", value: byCode((code) => modes[code] ?? null) },
  finalStopActive: { key: "pausedByOrder" },
  allocatedPhases: { key: "allocatedTerminals", value: byCode(terminalsOfPhaseId) },
  offlinePhase: { key: "offlineTerminals", value: byCode(terminalsOfPhaseId) },
  phaseRotation: { key: "rotation", value: byCode(rotationOfCode) },
  networkType: { key: "networkType", value: byCode(networkOfCode) },
  warnings: { key: "warnings", value: namesOf },
  completedSession: {
    key: "completedSession",
    value: (json) => (typeof json === "string" ? parseCompletedSession(json) : null),
  },
  midPublicKey: { key: "meterKey" },
  mcuResetSource: { key: "startedUp" },
  securityLog: {
    key: "upgradeNote",
    value: (text) => (typeof text === "string" && /\bOTA\b/.test(text) ? text.replace(/\s+/g, " ").trim() : null),
  },
  pulseInterval: { key: "pulseIntervalS" },
  temperatureInternal5C: { key: "temperatureC" },
};

/** How a row is told, by its key in the table; undefined: under that very key, as typed. */
export function toldAs(rowKey: string): Told | undefined {
  return Object.hasOwn(told, rowKey) ? told[rowKey] : undefined;
}

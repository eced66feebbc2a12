import type { KnownKey } from "../../domain/charger/observation";
import type { Presence } from "../../domain/charger/presence";
import type { ChargerMode } from "../../domain/charger/state";
import type { Terminals } from "../../domain/electrical/terminals";
import type { DeviceId, InstallationId } from "../../domain/ids";
import type { Reading } from "../../domain/reading";
import type { Charger, Circuit, Installation, NetworkType, Rotation, Triple } from "../../domain/topology";
import { networkOf, rotationOf, terminalsNow } from "../phases/electric";
import { presenceOf, presenceWord, silentAfterMs } from "../presence/presence";
import {
  booleanOf,
  isClockInDoubt,
  isUnusable,
  type LiveCharger,
  numberOf,
  numberReading,
  textReading,
  wordOf,
  wordReading,
} from "../state/charger";
import type { Fleet } from "../state/fleet";
import { isGranted, tagOf } from "../state/tags";

/** Everything that is known of a charger and matters for its share of current. Currents in A; null: never heard, or cleared. */
export interface AllocationFacts {
  deviceId: DeviceId;
  entry: Charger;
  /** By its own word, else as entered. */
  rotation: Rotation;
  network: NetworkType;
  presence: Presence;
  /** It is not known, for its clock, whether what it said last is of now. */
  inDoubt: boolean;
  /** It is silent after so long. */
  silentAfterMs: number;
  mode: Reading<ChargerMode> | null;
  /** Of the car that is plugged in; null: none known. */
  sessionId: string | null;
  /** It was told to pause. */
  finalStop: boolean | null;
  /** Since when the state word holds. */
  stateSince: number;
  authenticationRequired: boolean | null;
  /** The tag of this session, and whether the installation's list has it. */
  tag: { tag: string; at: number; accepted: boolean } | null;
  /** What it may offer its car, as it says itself. */
  allocatedA: Reading<number> | null;
  allocatedTerminals: Reading<Terminals> | null;
  /** Measured. */
  terminals: Triple<Reading<number> | null>;
  maxCurrentA: number | null;
  minCurrentA: number | null;
  maxPhases: number | null;
  offlineTerminals: Terminals | null;
  offlineCurrentA: number | null;
  standAlone: boolean;
}

export interface InstallationFacts {
  installation: Installation;
  /** What is available to the chargers now, per line in A. */
  availableA: Triple<number>;
  circuits: readonly Circuit[];
  chargers: AllocationFacts[];
}

/** What the load management needs of one installation; null: no such installation. */
export function allocationFacts(fleet: Fleet, id: InstallationId): InstallationFacts | null {
  const live = fleet.installations.get(id);
  if (live === undefined) return null;
  const chargers: AllocationFacts[] = [];
  for (const charger of live.chargers)
    if (charger.entry !== null) chargers.push(factsOf(fleet, charger, charger.entry));
  const { installation, circuits, available } = live;
  return { installation, availableA: available.availableA, circuits, chargers };
}

/** The installation a charger hangs in; null: none. */
export function installationIdOf(fleet: Fleet, deviceId: DeviceId): InstallationId | null {
  return fleet.chargers.get(deviceId)?.installation?.installation.id ?? null;
}

/** The largest of a charger's measured currents, in A; null: not known. Without any object: it is asked with every message. */
export function measuredMostA(fleet: Fleet, deviceId: DeviceId): number | null {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return null;
  let most: number | null = null;
  for (const key of measurements) {
    const value = numberOf(charger, key);
    if (value !== null && (most === null || value > most)) most = value;
  }
  return most;
}

const measurements: readonly KnownKey[] = ["current1A", "current2A", "current3A"];

const relevant: readonly KnownKey[] = [
  "mode",
  "sessionId",
  "pausedByOrder",
  "authenticationRequired",
  "tag",
  "allocatedCurrentA",
  "allocatedTerminals",
  "maxCurrentA",
  "minCurrentA",
  "maxPhases",
  "offlineTerminals",
  "offlineCurrentA",
  "standAlone",
  "rotation",
];

/**
 * A text that changes whenever something of a charger changes that the load management decides by, measurements apart; so
 * that a fleet's chatter makes no decisions. Null: no such charger.
 */
export function allocationKey(fleet: Fleet, deviceId: DeviceId): string | null {
  const charger = fleet.chargers.get(deviceId);
  if (charger === undefined) return null;
  let key: string = `${presenceWord(fleet, charger)} ${isClockInDoubt(charger)}`;
  for (const each of relevant) {
    const held = charger.observations.get(each);
    if (held !== undefined) key += ` ${held.observedAt}${held.raw}`;
    else key += " -";
    if (isUnusable(charger, each)) key += "?";
  }
  return key;
}

function factsOf(fleet: Fleet, charger: LiveCharger, entry: Charger): AllocationFacts {
  const shown = tagOf(charger);
  return {
    deviceId: charger.deviceId,
    entry,
    rotation: rotationOf(charger),
    network: networkOf(charger),
    presence: presenceOf(fleet, charger),
    inDoubt: isClockInDoubt(charger),
    silentAfterMs: silentAfterMs(charger),
    mode: wordReading(charger, "mode"),
    sessionId: textReading(charger, "sessionId")?.value ?? null,
    finalStop: booleanOf(charger, "pausedByOrder"),
    stateSince: charger.stateSince,
    authenticationRequired: booleanOf(charger, "authenticationRequired"),
    tag: shown === null ? null : { ...shown, accepted: isGranted(charger, shown.tag) },
    allocatedA: numberReading(charger, "allocatedCurrentA"),
    allocatedTerminals: wordReading(charger, "allocatedTerminals"),
    terminals: terminalsNow(charger),
    maxCurrentA: numberOf(charger, "maxCurrentA"),
    minCurrentA: numberOf(charger, "minCurrentA"),
    maxPhases: numberOf(charger, "maxPhases"),
    offlineTerminals: wordOf(charger, "offlineTerminals"),
    offlineCurrentA: numberOf(charger, "offlineCurrentA"),
    standAlone: charger.dialect.allocates === "nothing" || booleanOf(charger, "standAlone") === true,
  };
}

import { freshness } from "../../domain/charger/freshness";
import type { KnownKey } from "../../domain/charger/observation";
import type { PresenceWord } from "../../domain/charger/presence";
import { isSinglePhase } from "../../domain/electrical/phase";
import { current, type Reading } from "../../domain/reading";
import type { NetworkType, Rotation, Triple } from "../../domain/topology";
import { type LiveCharger, numberReading, shownNumber, wordOf } from "../state/charger";

/** The measured currents in A, by terminal. */
export function terminalsOf(charger: LiveCharger): Triple<Reading<number> | null> {
  return [
    numberReading(charger, "current1A"),
    numberReading(charger, "current2A"),
    numberReading(charger, "current3A"),
  ];
}

/** The same without those from before the charger's last gap. */
export function terminalsNow(charger: LiveCharger): Triple<Reading<number> | null> {
  const [one, two, three] = terminalsOf(charger);
  return [current(one), current(two), current(three)];
}

/** The same as pages show them: old where something newer cannot be read. */
export function shownTerminals(charger: LiveCharger): Triple<Reading<number> | null> {
  return [shownNumber(charger, "current1A"), shownNumber(charger, "current2A"), shownNumber(charger, "current3A")];
}

/** The voltages in V that hold at `now`, by terminal. */
export function voltagesAt(charger: LiveCharger, presence: PresenceWord, now: number): Triple<Reading<number> | null> {
  return [
    voltageAt(charger, "voltage1V", presence, now),
    voltageAt(charger, "voltage2V", presence, now),
    voltageAt(charger, "voltage3V", presence, now),
  ];
}

function voltageAt(charger: LiveCharger, key: KnownKey, presence: PresenceWord, now: number): Reading<number> | null {
  const reading = numberReading(charger, key);
  return reading !== null && freshness(key, reading.at, presence, now) === "current" ? reading : null;
}

/**
 * How a charger is wired: what it says itself, else what was entered. In a single-phase installation what was entered: its line is
 * the same one for all, and has the name that people gave it.
 */
export function rotationOf(charger: LiveCharger): Rotation {
  const { entry, installation } = charger;
  if (entry !== null && installation !== null && isSinglePhase(installation.installation.networkType))
    return entry.rotation;
  return sentRotation(charger) ?? entry?.rotation ?? "RST";
}

/** How a charger says that it is wired; null: it does not. */
export function sentRotation(charger: LiveCharger): Rotation | null {
  const sent = wordOf(charger, "rotation");
  return sent === "unknown" ? null : sent;
}

/** The network that a charger says it is on; null: it does not. */
export function sentNetwork(charger: LiveCharger): NetworkType | null {
  const sent = wordOf(charger, "networkType");
  return sent === "unknown" ? null : sent;
}

/** The grid a charger hangs on: its installation's, else what it says itself. */
export function networkOf(charger: LiveCharger): NetworkType {
  const entered = charger.installation?.installation.networkType;
  if (entered !== undefined) return entered;
  return sentNetwork(charger) ?? "TN3";
}

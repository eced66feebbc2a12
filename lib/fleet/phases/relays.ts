import type { Observation, ObservationKey } from "../../domain/charger/observation";
import type { PresenceWord } from "../../domain/charger/presence";
import { gridVoltages } from "../../domain/electrical/grid-voltages";
import { legsOf, type TerminalIndex } from "../../domain/electrical/phase";
import { readingsOf } from "../../domain/electrical/terminals";
import type { Reading } from "../../domain/reading";
import type { Triple } from "../../domain/topology";
import { booleanOf, type LiveCharger, modeOf, numberReading, wordOf } from "../state/charger";
import { networkOf, rotationOf, voltagesAt } from "./electric";

type Voltages = Triple<Reading<number> | null>;

const keys: Triple<ObservationKey> = ["voltage1V", "voltage2V", "voltage3V"];

/** Whether the relay of a terminal is closed now: a car charges, and the terminal is allocated as far as that is known. */
function isClosed(charger: LiveCharger, terminal: TerminalIndex): boolean {
  if (modeOf(charger) !== "charging") return false;
  const allocated = wordOf(charger, "allocatedTerminals");
  if (allocated === null || booleanOf(charger, "standAlone") === true) return true;
  return readingsOf(networkOf(charger), allocated)?.includes(terminal) ?? true;
}

/** Remembers for the voltages among what was taken just now how the relays were as they were told. */
export function noteRelays(charger: LiveCharger, told: readonly Observation[]): void {
  const of = (t: TerminalIndex) =>
    told.some((each) => each === charger.observations.get(keys[t])) ? isClosed(charger, t) : charger.closedAtVoltage[t];
  charger.closedAtVoltage = [of(0), of(1), of(2)];
}

/** Whether each terminal's relay was closed when its voltage was told; of what was told before a restart, whether it is now. */
function closedAtVoltages(charger: LiveCharger): Triple<boolean> {
  const of = (t: TerminalIndex) => charger.closedAtVoltage[t] ?? isClosed(charger, t);
  return [of(0), of(1), of(2)];
}

/** The voltages in V that hold at `now` and are the grid's, by terminal. */
export function gridVoltagesAt(charger: LiveCharger, presence: PresenceWord, now: number): Voltages {
  return ofGrid(charger, voltagesAt(charger, presence, now));
}

/** Which of the voltages that it told last of its wired terminals are not the grid's. */
export function voltagesOffGrid(charger: LiveCharger): Triple<boolean> {
  const told: Voltages = [
    numberReading(charger, keys[0]),
    numberReading(charger, keys[1]),
    numberReading(charger, keys[2]),
  ];
  const grid = ofGrid(charger, told);
  const legs = legsOf(networkOf(charger), rotationOf(charger));
  const of = (t: TerminalIndex) => legs[t] !== null && told[t] !== null && grid[t] === null;
  return [of(0), of(1), of(2)];
}

const ofGrid = (charger: LiveCharger, told: Voltages): Voltages =>
  gridVoltages(networkOf(charger), rotationOf(charger), told, closedAtVoltages(charger));

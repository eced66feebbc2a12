import type { ChargerMoment, InstallationMoment, MomentReading, MomentState, MomentSum } from "../../contract/moment";
import { type ChargerMode, type StateWord, stateWord } from "../../domain/charger/state";
import { lineCurrents } from "../../domain/electrical/line-currents";
import { voltageTerminalOf } from "../../domain/electrical/phase";
import { type PhasePart, sumLines } from "../../domain/electrical/phase-sum";
import type { Charger, Circuit, Installation, NetworkType, Rotation, Triple } from "../../domain/topology";
import type { momentKeys, ToldUntil } from "./moment-told";

/** Which charger it is, as it is entered now. */
export type Place = Pick<Charger, "deviceId" | "name" | "circuitId" | "rotation">;

type NumberKey = Extract<
  (typeof momentKeys)[number],
  `${"current" | "voltage"}${string}` | "powerW" | "allocatedCurrentA" | "maxCurrentA" | "sessionEnergyKwh"
>;

const modes: readonly ChargerMode[] = ["disconnected", "requesting", "charging", "finished", "unknown"];

function numberOf({ values }: ToldUntil, key: NumberKey): MomentReading<number> | null {
  const held = values.get(key);
  return held === undefined || typeof held.value !== "number" ? null : { ...held, value: held.value };
}

const triple = <T>(of: (index: 0 | 1 | 2) => T): [T, T, T] => [of(0), of(1), of(2)];
const currentsOf = (told: ToldUntil) =>
  triple((t) => numberOf(told, (["current1A", "current2A", "current3A"] as const)[t]));

const momentWord = (word: StateWord): MomentState =>
  word === "waitingForCurrent" || word === "waitingForAuthorisation" ? "waiting" : word;

function stateOf({ values }: ToldUntil): MomentReading<MomentState> | null {
  const [mode, paused, asks] = [values.get("mode"), values.get("pausedByOrder"), values.get("authenticationRequired")];
  const word = modes.find((one) => one === mode?.value);
  if (mode === undefined || word === undefined) return null;
  const switchOf = (held: typeof paused) => (typeof held?.value === "boolean" ? held.value : null);
  const state = stateWord({
    mode: word,
    // A pause that may be over is none that may be told.
    pausedByOrder: paused?.old === mode.old ? switchOf(paused) : null,
    authenticationRequired: switchOf(asks),
    tagAccepted: false,
  });
  const at = state === "paused" ? Math.max(mode.at, paused?.at ?? 0) : mode.at;
  return { value: momentWord(state), at, old: mode.old };
}

/** A charger as it was. `network`: its installation's; null: it hangs nowhere, and counts as TN. */
export function chargerMoment(place: Place, network: NetworkType | null, told: ToldUntil): ChargerMoment {
  const { deviceId, name, circuitId, rotation } = place;
  const state = stateOf(told);
  const carried = lineCurrents(network ?? "TN3", rotation, currentsOf(told));
  return {
    deviceId,
    name,
    circuitId,
    presence: told.presence,
    state,
    powerW: numberOf(told, "powerW"),
    lines: triple((line) => {
      const reading = carried[line].reading;
      return reading === null ? null : { value: reading.value, at: reading.at, old: reading.old === true };
    }),
    voltages: voltagesOf(told, rotation),
    allocatedA: numberOf(told, "allocatedCurrentA"),
    limitA: numberOf(told, "maxCurrentA"),
    sessionKwh: state === null || state.value === "noCar" ? null : numberOf(told, "sessionEnergyKwh"),
    isSample: told.isSample,
  };
}

function voltagesOf(told: ToldUntil, rotation: Rotation): ChargerMoment["voltages"] {
  const keys = ["voltage1V", "voltage2V", "voltage3V"] as const;
  return triple((line) => {
    const terminal = voltageTerminalOf(rotation, line);
    return terminal === null ? null : numberOf(told, keys[terminal - 1] ?? "voltage1V");
  });
}

/** One charger in sums: what was too old to hold is unknown; without a car it carried nothing. */
interface Part extends PhasePart {
  circuitId: string | null;
  power: number | null;
}

function partOf({ circuitId, rotation }: Place, told: ToldUntil): Part {
  const holding = <T extends { old: boolean }>(reading: T | null) => (reading?.old === false ? reading : null);
  const mode = told.values.get("mode");
  const zero = mode?.value === "disconnected" && !mode.old;
  const [a, b, c] = currentsOf(told);
  return {
    circuitId,
    rotation,
    terminals: [holding(a), holding(b), holding(c)],
    zero,
    power: zero ? 0 : (holding(numberOf(told, "powerW"))?.value ?? null),
  };
}

function linesOf(network: NetworkType, parts: readonly Part[]): [MomentSum, MomentSum, MomentSum] {
  const sums: Triple<{ currentA: number | null; atLeast: boolean }> = sumLines(network, parts);
  return triple((line) => ({ value: sums[line].currentA, atLeast: sums[line].atLeast }));
}

function powerOf(parts: readonly Part[]): MomentSum {
  const known = parts.flatMap(({ power }) => power ?? []);
  if (known.length === 0 && parts.length > 0) return { value: null, atLeast: true };
  return { value: known.reduce((sum, power) => sum + power, 0), atLeast: known.length < parts.length };
}

/** An installation as it was, by what its chargers had told; they are where they hang now. */
export function installationMoment(
  { id, networkType }: Pick<Installation, "id" | "networkType">,
  circuits: readonly Circuit[],
  at: number,
  all: readonly { place: Place; told: ToldUntil }[],
): InstallationMoment {
  const parts = all.map(({ place, told }) => partOf(place, told));
  return {
    installationId: id,
    at,
    isWatched: all.some(({ told }) => told.isWatched),
    powerW: powerOf(parts),
    lines: linesOf(networkType, parts),
    circuits: circuits.map((circuit) => ({
      id: circuit.id,
      name: circuit.name,
      fuseA: circuit.fuseA,
      lines: linesOf(
        networkType,
        parts.filter(({ circuitId }) => circuitId === circuit.id),
      ),
    })),
    chargers: all.map(({ place, told }) => chargerMoment(place, networkType, told)),
  };
}

import { between, randomFrom, uniform } from "../../domain/random";
import {
  type Charger,
  type Circuit,
  type Installation,
  type Rotation,
  type Topology,
  usualPriority,
  usualSettings,
} from "../../domain/topology";
import { type Car, someCar } from "../charger/car";
import { type ChargerSpec, type Scene, withDefaults } from "../charger/spec";

const perCircuit = 20;
const perInstallation = 100;
const firstSerial = 100_001;
/** Serial numbers have six digits. */
export const chargersAtMost = 999_999 - firstSerial + 1;
const rotations: readonly Rotation[] = ["RST", "STR", "TRS"];
const fuses = { main: 630, circuit: 125 };

const serial = (i: number) => `ZPR${String(firstSerial + i).padStart(6, "0")}`;
const installationId = (i: number) => `simulated-${Math.floor(i / perInstallation) + 1}`;
const circuitId = (i: number) => `${installationId(i)}-${Math.floor((i % perInstallation) / perCircuit) + 1}`;
const unique = <T>(list: readonly T[]) => [...new Set(list)];

function installation(id: string): Installation {
  return {
    id,
    name: `Simulated car park ${id.split("-")[1]}`,
    networkType: "TN3",
    mainFuseA: fuses.main,
    availableA: [fuses.main, fuses.main, fuses.main],
    imbalanceLimitA: null,
    switchCurrentA: 15,
    timeZone: "Europe/Berlin",
    authorisation: { kind: "any" },
    ...usualSettings,
  };
}

function circuit(id: string): Circuit {
  const parts = id.split("-");
  return { id, installationId: parts.slice(0, 2).join("-"), name: `Row ${parts[2]}`, fuseA: fuses.circuit };
}

function charger(i: number): Charger {
  return {
    deviceId: serial(i),
    circuitId: circuitId(i),
    name: `S-${i + 1}`,
    rotation: rotations[i % 3] ?? "RST",
    maxCurrentA: 32,
    minCurrentA: 6,
    priority: usualPriority,
    enrolled: true,
  };
}

/** Car parks of a hundred chargers, in rows of twenty, for `count` simulated chargers. */
export function simulatedTopology(count: number): Topology {
  const all = Array.from({ length: count }, (_, i) => i);
  return {
    installations: unique(all.map(installationId)).map(installation),
    circuits: unique(all.map(circuitId)).map(circuit),
    chargers: all.map(charger),
  };
}

function scene(seed: number, deviceId: string): Scene {
  const random = randomFrom(`scene/${seed}/${deviceId}`);
  const kind = uniform(random);
  const car: Car = someCar(random, false);
  const past = { energyKwh: between(random, 1, 20), startedAgoMs: between(random, 600_000, 10_000_000) };
  if (kind < 0.4) return { kind: "empty" };
  if (kind < 0.85) return { kind: "requesting", car };
  if (kind < 0.95) return { kind: "finished", car: { ...car, soc: car.targetSoc }, ...past };
  return { kind: "paused", car, ...past };
}

/** The chargers themselves: some with cars that want to charge, the same for the same seed. */
export function simulatedFleet(count: number, seed: number): ChargerSpec[] {
  return simulatedTopology(count).chargers.map(({ deviceId, rotation }, i) =>
    withDefaults({
      deviceId,
      rotation,
      gridId: installationId(i),
      mainFuseA: fuses.main,
      offlineCurrentA: 6,
      habit: "carPark",
      scene: scene(seed, deviceId),
    }),
  );
}

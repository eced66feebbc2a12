import { z } from "zod";
import { legsOf } from "../../domain/electrical/phase";
import { type NetworkType, type Rotation, rotations } from "../../domain/topology";

type Path = readonly PropertyKey[];
type Add = (path: Path, words: string) => void;

// Reads what can be read of a file that may be wrong anywhere, so that its other faults are found in the same run.
const text = z.string().optional().catch(undefined);
const number = z.number().optional().catch(undefined);
const charger = z
  .object({
    deviceId: text,
    rotation: z.enum(rotations).optional().catch(undefined),
    maxCurrentA: number,
    minCurrentA: number,
  })
  .catch({});
const circuit = z.object({ id: text, chargers: z.array(charger).optional().catch(undefined) }).catch({});
const installation = z
  .object({
    id: text,
    networkType: z.enum(["TN1", "TN3", "IT1", "IT3"]).optional().catch(undefined),
    circuits: z.array(circuit).optional().catch(undefined),
  })
  .catch({});
const file = z
  .object({
    installations: z.array(installation).optional().catch(undefined),
    chargers: z.array(charger).optional().catch(undefined),
  })
  .catch({});

/** Single-phase networks have no usual line: their chargers' rotation must be told. */
export function rotationMustBeTold(network: NetworkType): boolean {
  return network === "TN1" || network === "IT1";
}

function rotationFault(network: NetworkType, rotation: Rotation | undefined, isTold: boolean): string | null {
  if (rotation === undefined)
    return rotationMustBeTold(network) && !isTold ? `is missing (on ${network} the line cannot be guessed)` : null;
  return legsOf(network, rotation).every((leg) => leg === null)
    ? `${rotation} is not possible on ${network} (${network.startsWith("TN") ? "a pair of lines needs IT" : "a single line needs TN"})`
    : null;
}

/** Faults between the parts of a file: the same id twice, a rotation that the network does not have, a minimum above the maximum. */
export function topologyFaults(raw: unknown, add: Add, lineOf: (path: Path) => number): void {
  const seen = new Map<string, Path>();
  const once = (kind: string, id: string | undefined, path: Path) => {
    if (id === undefined) return;
    const first = seen.get(`${kind} ${id}`);
    if (first) add(path, `${kind} ${id} is there twice, first on line ${lineOf(first)}`);
    else seen.set(`${kind} ${id}`, path);
  };
  const checkCharger = (one: z.infer<typeof charger>, path: Path, network: NetworkType | undefined) => {
    once("charger", one.deviceId, [...path, "deviceId"]);
    if (one.minCurrentA !== undefined && one.minCurrentA > (one.maxCurrentA ?? 32))
      add([...path, "minCurrentA"], `is above maxCurrentA (${one.maxCurrentA ?? 32} A)`);
    const isTold = one.rotation === undefined && isGiven(raw, [...path, "rotation"]);
    const fault = network && rotationFault(network, one.rotation, isTold);
    if (fault) add([...path, "rotation"], fault);
  };

  const { installations = [], chargers = [] } = file.parse(raw);
  for (const [i, one] of installations.entries()) {
    const path = ["installations", i];
    once("installation", one.id, [...path, "id"]);
    for (const [c, part] of (one.circuits ?? []).entries()) {
      const at = [...path, "circuits", c];
      once("circuit", part.id, [...at, "id"]);
      for (const [k, member] of (part.chargers ?? []).entries())
        checkCharger(member, [...at, "chargers", k], one.networkType);
    }
  }
  for (const [k, member] of chargers.entries()) checkCharger(member, ["chargers", k], undefined);
}

function isGiven(raw: unknown, path: Path): boolean {
  let value = raw;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return false;
    value = Reflect.get(value, part);
  }
  return value !== undefined;
}

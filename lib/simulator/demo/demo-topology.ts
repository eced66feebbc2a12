import {
  type Charger,
  type Circuit,
  type Installation,
  type Rotation,
  type Topology,
  usualMeterTopic,
  usualPriority,
  usualSettings,
} from "../../domain/topology";

/** Tags that may charge at the depot. */
export const demoTags = ["nfc-SAMPLE0001", "nfc-SAMPLE0002", "nfc-SAMPLE0003", "nfc-SAMPLE0004"] as const;

const installations: readonly Installation[] = [
  {
    id: "sample-cooperative",
    name: "Sample housing co-operative, Norway",
    networkType: "IT3",
    mainFuseA: 125,
    availableA: [120, 120, 120],
    imbalanceLimitA: null,
    switchCurrentA: 15,
    timeZone: "Europe/Oslo",
    authorisation: { kind: "any" },
    ...usualSettings,
  },
  {
    id: "sample-car-park",
    name: "Sample car park, Germany",
    networkType: "TN3",
    mainFuseA: 250,
    availableA: [240, 240, 240],
    imbalanceLimitA: 20,
    switchCurrentA: 6,
    timeZone: "Europe/Berlin",
    authorisation: { kind: "any" },
    ...usualSettings,
  },
  {
    id: "sample-depot",
    name: "Sample depot, Netherlands",
    networkType: "TN3",
    mainFuseA: 80,
    availableA: [75, 75, 75],
    imbalanceLimitA: null,
    switchCurrentA: 15,
    timeZone: "Europe/Amsterdam",
    authorisation: { kind: "tags", tags: demoTags },
    ...usualSettings,
    meter: { topic: usualMeterTopic("sample-depot"), measures: "building", safeA: [40, 40, 40] },
  },
];

const circuit = (id: string, installationId: string, name: string, fuseA: number): Circuit => ({
  id,
  installationId,
  name,
  fuseA,
});

const circuits: readonly Circuit[] = [
  circuit("cooperative-garage-a", "sample-cooperative", "Garage A", 63),
  circuit("cooperative-garage-b", "sample-cooperative", "Garage B", 25),
  circuit("cooperative-yard", "sample-cooperative", "Yard", 80),
  circuit("car-park-level-1", "sample-car-park", "Level 1", 100),
  circuit("car-park-level-2", "sample-car-park", "Level 2", 100),
  circuit("car-park-roof", "sample-car-park", "Roof", 63),
  circuit("depot-vans", "sample-depot", "Vans", 63),
  circuit("depot-visitors", "sample-depot", "Visitors", 32),
];

/** The serial number of the recorded charger, as its own meter record names it. */
export const recordedId = "ZPR000001";
/** Entered, but nobody has mounted it: it is never heard. */
export const neverHeardId = "ZAP000124";

/** Electricians wire each charger one line further, so that single-phase cars spread over the lines. */
const straightOn: readonly Rotation[] = ["RST", "STR", "TRS"];

interface Row {
  circuitId: string;
  prefix: string;
  first: number;
  count: number;
  name: (n: number) => string;
  maxCurrentA: number;
  rotations: readonly Rotation[];
}

const two = (n: number) => String(n).padStart(2, "0");

const rows: readonly Row[] = [
  row("cooperative-garage-a", "ZAP", 101, 8, (n) => `A-${two(n)}`, 32, straightOn),
  row("cooperative-garage-b", "ZAP", 109, 8, (n) => `B-${two(n)}`, 16, ["RST"]),
  row("cooperative-yard", "ZAP", 117, 8, (n) => `Y-${two(n)}`, 16, straightOn),
  row("car-park-level-1", "ZPR", 201, 16, (n) => `P1-${two(n)}`, 32, straightOn),
  row("car-park-level-2", "ZPR", 217, 16, (n) => `P2-${two(n)}`, 32, straightOn),
  row("car-park-roof", "ZPR", 233, 8, (n) => `R-${two(n)}`, 32, straightOn),
  row("depot-vans", "ZCS", 301, 8, (n) => `Van ${n}`, 32, straightOn),
  row("depot-visitors", "ZCS", 309, 4, (n) => `Visitor ${n}`, 16, ["RST", "STR", "TRS", "L2"]),
];

function row(
  circuitId: string,
  prefix: string,
  first: number,
  count: number,
  name: (n: number) => string,
  maxCurrentA: number,
  rotations: readonly Rotation[],
): Row {
  return { circuitId, prefix, first, count, name, maxCurrentA, rotations };
}

function chargersOf({ circuitId, prefix, first, count, name, maxCurrentA, rotations }: Row): Charger[] {
  return Array.from({ length: count }, (_, i) => {
    const serial = `${prefix}${String(first + i).padStart(6, "0")}`;
    const deviceId = serial === "ZAP000108" ? recordedId : serial;
    return {
      deviceId,
      circuitId,
      name: deviceId === recordedId ? "A-08 (recorded)" : name(i + 1),
      rotation: rotations[i % rotations.length] ?? "RST",
      maxCurrentA,
      minCurrentA: 6,
      priority: usualPriority,
      enrolled: deviceId !== neverHeardId,
    };
  });
}

/** The demo's three sample installations: 24, 40 and 12 chargers. */
export const demoTopology: Topology = { installations, circuits, chargers: rows.flatMap(chargersOf) };

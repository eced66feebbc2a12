import { usualMeterTopic } from "../../domain/topology";
import { isIt } from "../charger/grid";
import { type ChargerSpec, type Habit, withDefaults } from "../charger/spec";
import { demoScenes } from "./demo-scenes";
import { demoTags, demoTopology, recordedId } from "./demo-topology";

const habits: Record<string, Habit> = {
  "sample-cooperative": "home",
  "sample-car-park": "carPark",
  "sample-depot": "depot",
};
const guids: Record<string, string> = {
  "sample-cooperative": "0a1b2c3d-0001-4000-8000-00000000c001",
  "sample-car-park": "0a1b2c3d-0002-4000-8000-00000000c002",
  "sample-depot": "0a1b2c3d-0003-4000-8000-00000000c003",
};
/** What a charger falls back to when it is cut off, A. */
const offlineCurrentA = 6;

/** The simulated chargers of the demo: all of its topology that connect, but the recorded one. */
export function demoFleet(): ChargerSpec[] {
  return demoTopology.chargers
    .filter((charger) => charger.enrolled && charger.deviceId !== recordedId)
    .map((charger) => {
      const circuit = demoTopology.circuits.find((each) => each.id === charger.circuitId);
      const installation = demoTopology.installations.find((each) => each.id === circuit?.installationId);
      if (!installation) throw new Error(`${charger.deviceId} of the demo hangs nowhere`);
      const single = charger.rotation.startsWith("L");
      const networkType = single ? (isIt(installation.networkType) ? "IT1" : "TN1") : installation.networkType;
      return withDefaults({
        deviceId: charger.deviceId,
        gridId: installation.id,
        networkType,
        rotation: charger.rotation,
        mainFuseA: installation.mainFuseA,
        maxCurrentA: charger.maxCurrentA,
        minCurrentA: charger.minCurrentA,
        authenticationRequired: installation.authorisation.kind === "tags",
        offlineCurrentA,
        installationGuid: guids[installation.id],
        habit: habits[installation.id] ?? "nobody",
        tags: installation.authorisation.kind === "tags" ? demoTags : [],
        ...demoScenes[charger.deviceId],
      });
    });
}

/** The rest of the depot's building, with a meter that says what it draws. */
export const demoHouse = {
  installationId: "sample-depot",
  spec: { clientId: "meter-sample-depot", topic: usualMeterTopic("sample-depot"), baseA: 9, swingA: 22 },
} as const;

/** The newest firmware per product, to be entered as available: some of the demo's chargers are behind it. */
export const demoVersions = [
  { product: "Pro", version: "5.3.0.3" },
  { product: "Go", version: "2.3.1.2" },
] as const;

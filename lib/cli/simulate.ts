import { readFileSync } from "node:fs";
import { join } from "node:path";
import { firstOfRole } from "../domain/access/person";
import type { Env } from "../server/base/env";
import { createLog } from "../server/base/log";
import { tellReady } from "../server/base/parent-process";
import { keysFor } from "../simulator/charger/keys";
import type { ChargerSpec } from "../simulator/charger/spec";
import { demoFleet, demoHouse, demoVersions } from "../simulator/demo/demo-fleet";
import { demoPeople } from "../simulator/demo/demo-people";
import { recordedId } from "../simulator/demo/demo-topology";
import { startHouse } from "../simulator/demo/house";
import { type Recording, readRecording } from "../simulator/fleet/recording";
import { simulatedFleet, simulatedTopology } from "../simulator/fleet/simulated-fleet";
import { startSimulator } from "../simulator/fleet/start-simulator";
import { brokerTransport, gatewayTransport, type Transport } from "../simulator/fleet/transport";
import type { Store } from "../store/store";
import { CommandFailure, runCommand } from "./command-line";
import { giveMeterPassword } from "./meter-commands";
import { enrolSimulated, enterRecorded } from "./product/enrol-simulated";
import { readSimulateOptions, type SimulateOptions, usage } from "./simulate-options";
import { withStore } from "./with-store";

const sample = join(import.meta.dirname, "../simulator/samples/pro-state.json");

interface Fleet {
  chargers: readonly ChargerSpec[];
  recordings: { recording: Recording; deviceId: string }[];
}

function recordingFrom(file: string): Recording {
  try {
    return readRecording(readFileSync(file, "utf8"));
  } catch (error) {
    throw new CommandFailure(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fleetOf(options: SimulateOptions): Fleet {
  if (options.demo)
    return { chargers: demoFleet(), recordings: [{ recording: recordingFrom(sample), deviceId: recordedId }] };
  if (options.replay !== null) {
    const recording = recordingFrom(options.replay);
    return { chargers: [], recordings: [{ recording, deviceId: options.id ?? recording.deviceId ?? recordedId }] };
  }
  return { chargers: simulatedFleet(options.chargers ?? 0, options.seed), recordings: [] };
}

async function enterVersions(store: Store): Promise<void> {
  const entered = await store.available.list();
  const by = firstOfRole(demoPeople, "support")?.name ?? "Support";
  for (const { product, version } of demoVersions)
    if (!entered.some((each) => each.product === product))
      await store.available.set({ product, version, enteredBy: by, at: Date.now() });
}

/** The demo replays the recording already: a second one beside it takes another serial number, or they would push each other out. */
function standBeside(fleet: Fleet): void {
  for (const each of fleet.recordings) if (each.deviceId === recordedId) each.deviceId = "ZPR000002";
}

/** Enters the chargers where they are missing, enrols them, and says how to reach the gateway. */
async function enrolled(options: SimulateOptions, fleet: Fleet): Promise<Transport> {
  return withStore({}, async ({ env, mode, store }) => {
    if (options.demo) await enterVersions(store);
    else if (mode === "demo" && options.id === null) standBeside(fleet);
    if (options.chargers !== null) await store.topology.upsert(simulatedTopology(options.chargers));
    for (const { deviceId } of fleet.recordings) await enterRecorded(store, deviceId);
    const ids = [...fleet.chargers, ...fleet.recordings].map(({ deviceId }) => deviceId);
    const keys = await keysFor(join(env.PHASEBOARD_DATA_DIR, "simulator", "keys.json"), ids);
    await enrolSimulated(store, keys);
    return gatewayTransport({
      host: env.GATEWAY_HOST,
      port: env.GATEWAY_PORT,
      ca: authority(env),
      keyOf: (deviceId) => keys.get(deviceId) ?? "",
    });
  });
}

/** Lets the demo's meter publish, and starts it. */
async function demoMeter(seed: number): Promise<{ stop(): Promise<void> }> {
  const { installationId, spec } = demoHouse;
  return withStore({}, async ({ env, store }) => {
    const password = await giveMeterPassword(store, installationId);
    const url = `mqtts://${env.GATEWAY_HOST}:${env.GATEWAY_PORT}`;
    return startHouse({ url, username: spec.clientId, password, ca: authority(env), spec, seed });
  });
}

function authority(env: Env): string | undefined {
  const file = env.GATEWAY_CERT_FILE ? env.MQTT_CA_FILE : join(env.PHASEBOARD_DATA_DIR, "tls", "ca.pem");
  if (file === undefined) return undefined;
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailure(`The gateway's authority cannot be read: ${why}. Has npm start run here?`);
  }
}

function ending(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
    // The one who started this process has died.
    process.on("disconnect", () => resolve());
  });
}

async function main(args: string[]): Promise<void> {
  const options = readSimulateOptions(args);
  const ended = ending();
  const log = createLog("simulator");
  const fleet = fleetOf(options);
  const transport = options.broker ? brokerTransport(options.broker) : await enrolled(options, fleet);
  const { seed, speed, weather, selfAllocate, connectsPerS } = options;
  const simulator = startSimulator({
    ...fleet,
    transport,
    seed,
    speed,
    weather,
    selfAllocate,
    connectsPerS,
    onDown: (deviceId, reason) => log.debug({ deviceId, reason }, "a simulated charger is not connected"),
  });
  const house = options.demo && !options.broker ? await demoMeter(seed) : null;
  tellReady();
  const count = fleet.chargers.length + fleet.recordings.length;
  log.info({ chargers: count, speed, seed, weather }, "simulated chargers are connecting; Ctrl-C ends them");
  await ended;
  await Promise.all([simulator.stop(), house?.stop()]);
}

// The channel to the one who started it would keep a process alive whose start has failed.
void runCommand(usage, main).then(() => process.exit());

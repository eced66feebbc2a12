import { randomBytes } from "node:crypto";
import { chargerIdFault } from "../domain/charger-id-words";
import { leastCurrentA } from "../domain/electrical/least-current";
import { isPlainText, notPlain } from "../domain/plain-text";
import { type Charger, type Rotation, rotations } from "../domain/topology";
import { connectionString } from "../gateway/devices/connection-string";
import { canEnrol } from "../gateway/devices/enrolment";
import type { Env } from "../server/base/env";
import { chargerFault } from "../store/topology-file/charger-fault";
import { CommandFailure, exactly, readOptions, readText, runCommand, table } from "./command-line";
import { meter, removeMeter } from "./meter-commands";
import { enterMeterKey, removeMeterKey } from "./meter-key-commands";
import { withStore } from "./with-store";

const usage = `Chargers, and buildings' meters, that may connect to the embedded gateway.

  npm run charger -- enroll <serial> --circuit <id> --name <name> [--rotation <RST|...>] [--max <A>] [--min <A>] [--key-file <file>]
  npm run charger -- list
  npm run charger -- rename <id> <name>
  npm run charger -- rotate <serial> [--key-file <file>]
  npm run charger -- remove <id>
  npm run charger -- meter <installation>
  npm run charger -- remove-meter <installation>
  npm run charger -- meter-key <id> <file>
  npm run charger -- remove-meter-key <id>

A charger that does not speak Zaptec's protocol has an id such as ocpp16:garage-1; it stands in the topology file and has no key.

meter prints what an installation's meter connects with, its password once: only the password's hash is kept. Asked again it gives
another one, and the old one stops working at once. The meter and its topic stand in the topology file.
meter-key enters the public key by which the signed readings of a charger's own meter are verified: PEM, base64 or hexadecimal, as it
stands on the meter or in its papers. Without it a charger that does not tell its key has readings of which nothing can be said.
enroll and rotate print the charger's connection string, once: it holds the key, which is kept sealed and never shown again.
--key-file: a charger that brings its own key, base64, at least 16 bytes. A charger that is in the topology already is enrolled as it
stands there; what is named here is changed. In demo mode all of this is about the demo's chargers; --real takes the real ones.
`;

const real = { type: "boolean" } as const;
const text = { type: "string" } as const;

function idOf(given: string): string {
  const fault = chargerIdFault(given);
  if (fault !== null) throw new CommandFailure(`${given} ${fault}.`, 2);
  return given;
}

/** The gateway speaks Zaptec's device protocol alone: a key is for a charger with a serial number. */
function serialOf(given: string): string {
  const deviceId = idOf(given);
  if (canEnrol(deviceId)) return deviceId;
  const why = "the embedded gateway takes chargers with a serial number such as ZPR000042 (Zaptec's protocol) only";
  throw new CommandFailure(`${deviceId} cannot have a key: ${why}.`, 2);
}

function rotationOf(given: string): Rotation {
  const rotation = rotations.find((one) => one === given);
  if (!rotation) throw new CommandFailure(`--rotation is one of ${rotations.join(", ")}.`, 2);
  return rotation;
}

function amperesOf(option: string, given: string): number {
  const amperes = Number(given);
  if (!(amperes >= leastCurrentA && amperes <= 80))
    throw new CommandFailure(`--${option} is not a number of amperes from ${leastCurrentA} to 80.`, 2);
  return amperes;
}

async function keyFrom(file: string | undefined): Promise<Buffer> {
  if (file === undefined) return randomBytes(32);
  const given = (await readText(file)).trim();
  const key = Buffer.from(given, "base64");
  if (key.length < 16 || key.toString("base64").replace(/=+$/, "") !== given.replace(/=+$/, ""))
    throw new CommandFailure(`${file} does not hold a key: base64, at least 16 bytes.`);
  return key;
}

function show(env: Env, deviceId: string, key: Buffer): void {
  process.stdout.write(`${connectionString(env.GATEWAY_HOST, env.GATEWAY_PORT, deviceId, key)}\n`);
}

async function enroll(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, {
    circuit: text,
    name: text,
    rotation: text,
    max: text,
    min: text,
    "key-file": text,
    real,
  });
  const deviceId = serialOf(exactly(positionals, "serial")[0] ?? "");
  const named: Partial<Charger> = {
    ...(values.circuit !== undefined && { circuitId: values.circuit }),
    ...(values.name !== undefined && { name: values.name.trim() }),
    ...(values.rotation !== undefined && { rotation: rotationOf(values.rotation) }),
    ...(values.max !== undefined && { maxCurrentA: amperesOf("max", values.max) }),
    ...(values.min !== undefined && { minCurrentA: amperesOf("min", values.min) }),
  };
  const key = await keyFrom(values["key-file"]);
  await withStore({ real: values.real }, async ({ env, store }) => {
    const topology = await store.topology.load();
    const before = topology.chargers.find((one) => one.deviceId === deviceId);
    if (before?.enrolled)
      throw new CommandFailure(`${deviceId} is enrolled already. A new key: npm run charger -- rotate ${deviceId}`);
    if (!before && values.circuit === undefined) throw new CommandFailure("--circuit is missing.", 2);
    const usual = { deviceId, circuitId: null, name: "", maxCurrentA: 32, minCurrentA: leastCurrentA, enrolled: false };
    const charger = { ...usual, ...before, ...named };
    const fault = chargerFault(charger, topology);
    if (fault) throw new CommandFailure(fault);
    await store.topology.putCharger({ rotation: "RST", ...charger });
    const outcome = await store.keys.enrol(deviceId, key);
    if (outcome !== "enrolled")
      throw new CommandFailure(`${deviceId} was enrolled or removed by somebody else at this moment.`);
    show(env, deviceId, key);
  });
}

async function list(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { real });
  exactly(positionals);
  await withStore({ real: values.real, withoutSecret: true }, async ({ store }) => {
    const { chargers } = await store.topology.load();
    const rows = chargers.map((one) => [
      one.deviceId,
      one.name,
      one.circuitId ?? "no circuit",
      one.rotation,
      `${one.minCurrentA}-${one.maxCurrentA} A`,
      one.enrolled ? "enrolled" : "no key",
    ]);
    process.stdout.write(table([["ID", "NAME", "CIRCUIT", "ROTATION", "CURRENT", "KEY"], ...rows]));
  });
}

async function rename(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { real });
  const [id = "", name = ""] = exactly(positionals, "id", "name");
  const deviceId = idOf(id);
  if (!name.trim()) throw new CommandFailure("The name is empty.", 2);
  if (!isPlainText(name.trim())) throw new CommandFailure(`The name ${notPlain}.`, 2);
  await withStore({ real: values.real, withoutSecret: true }, async ({ store }) => {
    if (!(await store.topology.renameCharger(deviceId, name.trim())))
      throw new CommandFailure(`There is no charger ${deviceId}.`);
  });
}

async function rotate(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { "key-file": text, real });
  const deviceId = serialOf(exactly(positionals, "serial")[0] ?? "");
  const key = await keyFrom(values["key-file"]);
  await withStore({ real: values.real }, async ({ env, store }) => {
    if (!(await store.keys.rotate(deviceId, key))) throw new CommandFailure(`${deviceId} is not enrolled.`);
    show(env, deviceId, key);
  });
}

async function remove(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { real });
  const deviceId = idOf(exactly(positionals, "id")[0] ?? "");
  await withStore({ real: values.real, withoutSecret: true }, async ({ store }) => {
    if (!(await store.topology.removeCharger(deviceId))) throw new CommandFailure(`There is no charger ${deviceId}.`);
    process.stdout.write(`Removed ${deviceId} and its key.\n`);
  });
}

const actions = new Map(
  Object.entries({
    enroll,
    list,
    rename,
    rotate,
    remove,
    meter,
    "remove-meter": removeMeter,
    "meter-key": enterMeterKey,
    "remove-meter-key": removeMeterKey,
  }),
);

await runCommand(usage, async ([action = "", ...args]) => {
  const run = actions.get(action);
  if (!run) throw new CommandFailure(`Unknown: ${action}`, 2);
  await run(args);
});

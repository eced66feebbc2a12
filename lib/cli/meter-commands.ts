import { createHash, randomBytes } from "node:crypto";
import type { InstallationId } from "../domain/ids";
import { meterPrefix } from "../gateway/devices/meters";
import type { Store } from "../store/store";
import { CommandFailure, exactly, readOptions } from "./command-line";
import { withStore } from "./with-store";

const real = { type: "boolean" } as const;

/**
 * Gives an installation's meter a password, the old one ends.
 * @throws CommandFailure when there is no such installation.
 */
export async function giveMeterPassword(store: Store, installationId: InstallationId): Promise<string> {
  const password = randomBytes(32).toString("base64url");
  const outcome = await store.meters.put(installationId, createHash("sha256").update(password).digest(), Date.now());
  if (outcome === "unknown") throw new CommandFailure(`There is no installation ${installationId}.`);
  return password;
}

/** `meter <installation>`: prints once what the meter connects with. */
export async function meter(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { real });
  const [installationId = ""] = exactly(positionals, "installation");
  await withStore({ real: values.real, withoutSecret: true }, async ({ env, store }) => {
    const { installations } = await store.topology.load();
    const installation = installations.find(({ id }) => id === installationId);
    const known = installations.map(({ id }) => id).join(", ");
    if (!installation)
      throw new CommandFailure(`There is no installation ${installationId}. Known: ${known || "none"}.`);
    if (installation.meter === null)
      throw new CommandFailure(`${installationId} has no meter in the topology file; enter it there first.`);
    const password = await giveMeterPassword(store, installationId);
    const name = `${meterPrefix}${installationId}`;
    const lines = [
      `server    ${env.GATEWAY_HOST}:${env.GATEWAY_PORT} (MQTT 3.1.1 over TLS)`,
      `client id ${name}`,
      `user      ${name}`,
      `password  ${password}`,
      `topic     ${installation.meter.topic}`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
  });
}

/** `remove-meter <installation>`: its password stops working. */
export async function removeMeter(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { real });
  const [installationId = ""] = exactly(positionals, "installation");
  await withStore({ real: values.real, withoutSecret: true }, async ({ store }) => {
    if (!(await store.meters.remove(installationId)))
      throw new CommandFailure(`The meter of ${installationId} has no password.`);
    process.stdout.write(`Removed the password of ${installationId}'s meter.\n`);
  });
}

import { readPublicKey } from "../ocmf/public-key";
import { CommandFailure, exactly, readOptions, readText } from "./command-line";
import { withStore } from "./with-store";

const real = { type: "boolean" } as const;
const anyCurve = "secp384r1";

/** `meter-key <id> <file>`: the public key by which the signed readings of a charger's meter are verified. */
export async function enterMeterKey(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { real });
  const [deviceId = "", file = ""] = exactly(positionals, "id", "file");
  const key = (await readText(file)).trim();
  // What is no bare point tells its curve itself; a bare one is read as the record says.
  const found = readPublicKey(key, anyCurve);
  if (found === null) throw new CommandFailure(`${file} holds no public key of a curve that OCMF knows.`);
  await withStore({ real: values.real, withoutSecret: true }, async ({ store }) => {
    const { chargers } = await store.topology.load();
    if (!chargers.some((one) => one.deviceId === deviceId))
      throw new CommandFailure(`There is no charger ${deviceId}.`);
    const isNews = await store.sessions.addMeterKey({ deviceId, key, enteredBy: "command line", at: Date.now() });
    process.stdout.write(
      isNews
        ? `Entered. The sessions of ${deviceId} that have signed readings are verified anew.\n`
        : `${deviceId} has this key already.\n`,
    );
  });
}

/** `remove-meter-key <id>`: what the charger itself told stays. */
export async function removeMeterKey(args: string[]): Promise<void> {
  const { values, positionals } = readOptions(args, { real });
  const [deviceId = ""] = exactly(positionals, "id");
  await withStore({ real: values.real, withoutSecret: true }, async ({ store }) => {
    if (!(await store.sessions.removeMeterKeys(deviceId, Date.now())))
      throw new CommandFailure(`No key was entered for the meter of ${deviceId}.`);
    process.stdout.write(`Removed. The sessions of ${deviceId} that have signed readings are verified anew.\n`);
  });
}

import { randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { DeviceId } from "../../domain/ids";

/** Device keys are 256 bits, base64. */
const newKey = () => randomBytes(32).toString("base64");

async function read(file: string): Promise<Map<DeviceId, string>> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return new Map();
    throw error;
  }
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null) throw new Error(`${file}: not a JSON object of keys`);
  return new Map(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/**
 * The simulated chargers' keys, kept in a file that only its owner may read (0600). Missing ones are made.
 * @returns the keys of these chargers, base64, by device id
 */
export async function keysFor(file: string, deviceIds: readonly DeviceId[]): Promise<Map<DeviceId, string>> {
  const known = await read(file);
  const missing = deviceIds.filter((id) => !known.has(id));
  for (const id of missing) known.set(id, newKey());
  if (missing.length > 0) {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const fresh = `${file}.${process.pid}`;
    await writeFile(fresh, `${JSON.stringify(Object.fromEntries(known), null, 1)}\n`, { mode: 0o600 });
    await rename(fresh, file);
  }
  return new Map(deviceIds.map((id) => [id, known.get(id) ?? ""]));
}

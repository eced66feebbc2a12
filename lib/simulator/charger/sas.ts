import { createHmac } from "node:crypto";

/**
 * A charger's password: a shared access signature over its own resource, good until `expiresAtS` (seconds since 1970).
 * @param host as in the charger's connection string, with the port where that has one
 * @param key the device key, base64
 */
export function sasToken(host: string, deviceId: string, key: string, expiresAtS: number): string {
  const resource = encodeURIComponent(`${host}/devices/${deviceId}`);
  const signature = createHmac("sha256", Buffer.from(key, "base64"))
    .update(`${resource}\n${expiresAtS}`)
    .digest("base64");
  return `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiresAtS}`;
}

export function sasUsername(host: string, deviceId: string): string {
  return `${host}/${deviceId}/?api-version=2021-04-12`;
}

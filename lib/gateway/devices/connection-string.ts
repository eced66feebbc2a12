import type { DeviceId } from "../../domain/ids";

/** The port that `mqtts://` means when none is named. */
const usualPort = 8883;

/** `host`, with the port where it is not 8883: what a charger has to write into its user name and its token. */
function hostName(host: string, port: number): string {
  return port === usualPort ? host : `${host}:${port}`;
}

/**
 * What a charger (or the official Azure IoT device SDK) needs to connect, in the SDK's own form:
 * `HostName=...;DeviceId=...;SharedAccessKey=...`, the key in base64.
 */
export function connectionString(host: string, port: number, deviceId: DeviceId, key: Uint8Array): string {
  const encoded = Buffer.from(key).toString("base64");
  return `HostName=${hostName(host, port)};DeviceId=${deviceId};SharedAccessKey=${encoded}`;
}

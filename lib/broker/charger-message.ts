import type { ChargerMessage } from "../domain/charger-message";
import type { DeviceId } from "../domain/ids";
import type { Arrival } from "../protocol/message";
import { flagsOfArrival } from "./message-flags";

const microseconds = (ms: number) => Math.round(ms * 1_000);

/** What has arrived, as the message log has it; null: it is of no charger's topic. `payload` is not copied. */
export function receivedMessage(topic: string, payload: Uint8Array, arrival: Arrival): ChargerMessage | null {
  const { message, receivedAt } = arrival;
  if (!("deviceId" in message) || message.deviceId === null) return null;
  const { deviceId } = message;
  const flags = flagsOfArrival(arrival);
  return { deviceId, atUs: microseconds(receivedAt), direction: "fromCharger", topic, payload, flags };
}

/** What has gone out. `at`: ms. */
export function sentMessage(deviceId: DeviceId, topic: string, payload: string, at: number): ChargerMessage {
  const bytes = Buffer.from(payload);
  return { deviceId, atUs: microseconds(at), direction: "toCharger", topic, payload: bytes, flags: 0 };
}

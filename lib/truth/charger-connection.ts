import mqtt, { type MqttClient } from "mqtt";
import type { ChargerState } from "../simulator/charger/state";
import { deviceSide } from "../simulator/fleet/side";
import type { Transport } from "../simulator/fleet/transport";
import type { Relay } from "./relay";

export interface ConnectionEvents {
  /** Connected and subscribed. */
  up(): void;
  /** It is over, whoever ended it. */
  down(): void;
  method(call: { method: string; rid: string }, body: string): void;
}

/** One connection of a charger to the gateway, over its relay; it is not made again when it ends. */
export function connectCharger(
  { transport, relay, state }: { transport: Transport; relay: Relay; state: ChargerState },
  now: number,
  on: ConnectionEvents,
): MqttClient {
  const { endsAt: _, url, ...credentials } = transport.credentials(state.spec.deviceId, now);
  const client = mqtt.connect(`mqtts://127.0.0.1:${relay.port}`, {
    ...credentials,
    servername: new URL(url).hostname,
    protocolVersion: 4,
    clean: true,
    keepalive: 300,
    connectTimeout: 10_000,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
  });
  // Connections break on purpose here; the close that follows is what counts.
  client.on("error", () => undefined);
  client.on("close", on.down);
  client.on("connect", () => {
    client.subscribe([...deviceSide.subscriptions], { qos: 1 }, (error) => {
      if (error) client.end(true);
      else on.up();
    });
  });
  client.on("message", (topic, payload) => {
    const call = deviceSide.methodOf(topic);
    if (call) on.method(call, payload.toString());
  });
  return client;
}

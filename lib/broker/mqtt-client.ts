import type { Duplex } from "node:stream";
import { type IClientPublishOptions, MqttClient } from "mqtt";
import type { BrokerOptions } from "./options";

const sessionS = 24 * 3600;

/** A client that neither reconnects nor queues, over a stream that is connected. */
export function openClient(stream: Duplex, options: BrokerOptions, keepaliveS: number, openMs: number): MqttClient {
  const { clientId, username, password, protocolVersion, reading } = options;
  const clean = reading.kind === "now";
  const mqtt = new MqttClient(() => stream, {
    clientId,
    username,
    password,
    protocolVersion,
    clean,
    keepalive: keepaliveS,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    connectTimeout: openMs,
    ...(protocolVersion === 5 && !clean && { properties: { sessionExpiryInterval: sessionS } }),
  });
  // Whether the broker is there is told by any byte: its answer to a ping may stand behind a long backlog.
  mqtt.onKeepaliveTimeout = () => mqtt.sendPing();
  return mqtt;
}

/** An order goes out now or never; with MQTT 5 the broker, too, throws it away when it is no longer good. */
export function orderOptions({ protocolVersion }: BrokerOptions, goodForMs: number): IClientPublishOptions {
  if (protocolVersion === 4) return { qos: 0 };
  return { qos: 0, properties: { messageExpiryInterval: Math.ceil(goodForMs / 1_000) } };
}

/** Says goodbye, and waits at most a second for it to be written. */
export function farewell(client: MqttClient): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 1000);
    client.end(false, () => {
      clearTimeout(late);
      resolve();
    });
  });
}

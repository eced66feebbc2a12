import mqtt, { type MqttClient } from "mqtt";

export interface LinkOptions {
  /** `mqtts://host:port`, or `mqtt://` on the fleet side of a broker without TLS. */
  url: string;
  clientId: string;
  username?: string;
  password?: string;
  /** PEM; without it the system's authorities count. The certificate is always checked. */
  ca?: string;
  cert?: string;
  key?: string;
  will?: { topic: string; payload: string };
  subscriptions: readonly string[];
}

export interface LinkEvents {
  /** Connected and subscribed. */
  up(): void;
  /** Called once, also when it never came up. */
  down(reason: string): void;
  message(topic: string, payload: Buffer): void;
}

/** One connection of one charger; after `down` it is over, and a new one is made. */
export interface Link {
  publish(topic: string, payload: string | Uint8Array, qos: 0 | 1, done?: (acknowledged: boolean) => void): void;
  /** Says goodbye. */
  end(): void;
  /** Breaks without one, as a pulled cable does. */
  cut(): void;
}

const goodbyeMs = 2000;

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}

export function openLink(options: LinkOptions, on: LinkEvents): Link {
  let reason = "closed";
  let over = false;
  const client: MqttClient = mqtt.connect(options.url, {
    clientId: options.clientId,
    username: options.username,
    password: options.password,
    ca: options.ca,
    cert: options.cert,
    key: options.key,
    rejectUnauthorized: true,
    protocolVersion: 4,
    clean: true,
    keepalive: 300,
    connectTimeout: 20_000,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    will: options.will && {
      topic: options.will.topic,
      payload: Buffer.from(options.will.payload),
      qos: 0,
      retain: false,
    },
  });
  const finish = (why: string) => {
    if (over) return;
    over = true;
    client.end(true);
    on.down(why);
  };
  client.on("error", (error) => {
    reason = error.message;
  });
  client.on("close", () => finish(reason));
  // A method can arrive together with the subscription's answer: it is heard after that.
  let early: { topic: string; payload: Buffer }[] | null = [];
  client.on("message", (topic, payload) => {
    if (over) return;
    if (early) early.push({ topic, payload });
    else on.message(topic, payload);
  });
  const subscribed = (error: Error | null) => {
    if (over) return;
    if (error) {
      finish(error.message);
      return;
    }
    on.up();
    const heard = early ?? [];
    early = null;
    for (const { topic, payload } of heard) on.message(topic, payload);
  };
  client.on("connect", () => {
    if (options.subscriptions.length === 0) subscribed(null);
    else client.subscribe([...options.subscriptions], { qos: 1 }, subscribed);
  });
  return {
    publish(topic, payload, qos, done) {
      if (over || !client.connected) {
        done?.(false);
        return;
      }
      const bytes = typeof payload === "string" ? payload : Buffer.from(payload);
      client.publish(topic, bytes, { qos }, (error) => done?.(!error));
    },
    end() {
      if (over) return;
      over = true;
      const done = once(() => on.down("ended"));
      client.end(false, {}, done);
      // A broker that acknowledges nothing must not hold the charger.
      setTimeout(() => {
        client.end(true);
        done();
      }, goodbyeMs).unref();
    },
    cut() {
      client.stream.destroy();
      finish("cut");
    },
  };
}

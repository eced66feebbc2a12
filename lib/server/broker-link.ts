import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { type BrokerDoor, openBroker } from "../broker/open-broker";
import type { BrokerOptions } from "../broker/options";
import type { DeviceId } from "../domain/ids";
import type { BrokerReason } from "../domain/link-reason";
import type { Arrival } from "../domain/message";
import type { Method } from "../domain/method";
import type { Env } from "./env";
import type { Log } from "./log";
import { createOutageLog } from "./outage-log";

export interface BrokerLink {
  /** False: there is no link, and nothing went out. */
  send(deviceId: DeviceId, rid: string, method: Method): Promise<boolean>;
  readMeters(topics: ReadonlySet<string>): void;
  close(): Promise<void>;
}

export interface BrokerLinkEvents {
  arrival(arrival: Arrival): void;
  link(up: boolean, reason: BrokerReason | null): void;
}

const againMs = 1_000;

/** Unique among running dashboards, and the same after a restart, so that the broker's session is taken up again. */
function ownClientId(env: Env): string {
  return `phaseboard-${hostname().replace(/[^A-Za-z0-9._-]/g, "-")}-${env.PORT}`.slice(0, 64);
}

const text = (file: string | undefined) =>
  file === undefined ? Promise.resolve(undefined) : readFile(/* turbopackIgnore: true */ file, "utf8");

async function optionsOf(url: string, env: Env): Promise<BrokerOptions> {
  const [ca, cert, key] = await Promise.all([
    text(env.MQTT_CA_FILE),
    text(env.MQTT_CERT_FILE),
    text(env.MQTT_KEY_FILE),
  ]);
  return {
    url,
    clientId: env.MQTT_CLIENT_ID ?? ownClientId(env),
    protocolVersion: env.MQTT_PROTOCOL_VERSION === "5" ? 5 : 4,
    ...(env.MQTT_USERNAME === undefined ? {} : { username: env.MQTT_USERNAME }),
    ...(env.MQTT_PASSWORD === undefined ? {} : { password: env.MQTT_PASSWORD }),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

/** Opens the broker's door with what the configuration says; a certificate file that is not there yet is waited for. */
export function openBrokerLink(env: Env, on: BrokerLinkEvents, log: Log): BrokerLink {
  const outage = createOutageLog("broker", log);
  let door: BrokerDoor | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;
  let meters: ReadonlySet<string> = new Set();

  const open = async () => {
    if (env.MQTT_URL === undefined) return on.link(false, "notConfigured");
    try {
      const options = await optionsOf(env.MQTT_URL, env);
      if (closed) return;
      door = openBroker(options, {
        arrival: on.arrival,
        link(up, reason, detail) {
          if (up) outage.up();
          else outage.down(reason, detail);
          on.link(up, reason);
        },
        meterRefused: (topic, detail) => log.warn({ topic, detail }, "the broker does not let a meter be read"),
      });
      door.readMeters(meters);
    } catch (error) {
      outage.down("badConfiguration", error instanceof Error ? error.message : String(error));
      on.link(false, "badConfiguration");
      retry = setTimeout(open, againMs);
      retry.unref();
    }
  };
  void open();

  return {
    send: async (deviceId, rid, method) => (door === null ? false : door.send(deviceId, rid, method)),
    readMeters(topics) {
      meters = topics;
      door?.readMeters(topics);
    },
    async close() {
      closed = true;
      clearTimeout(retry);
      await door?.close();
    },
  };
}

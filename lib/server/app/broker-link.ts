import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { type BrokerDoor, openBroker } from "../../broker/open-broker";
import type { BrokerOptions, Keep } from "../../broker/options";
import type { ChargerMessage } from "../../domain/charger-message";
import type { DeviceId } from "../../domain/ids";
import type { BrokerReason } from "../../domain/link-reason";
import { createRareLog } from "../../gateway/rare-log";
import type { ChargerOrder } from "../../protocol/charger-order";
import type { Arrival } from "../../protocol/message";
import type { Protocols } from "../../protocol/registry";
import type { Env } from "../base/env";
import type { Log } from "../base/log";
import { createOutageLog } from "../base/outage-log";

export interface BrokerLink {
  /**
   * Reads the broker from now on: `session`, the persistent session that all instances share, which one at a time may use; `now`,
   * beside it, only what is said from now on. Connects anew where that is another way than before.
   */
  read(how: Reading): void;
  /** False: there is no link, and nothing went out. */
  send(deviceId: DeviceId, rid: string, order: ChargerOrder): Promise<boolean>;
  readMeters(topics: ReadonlySet<string>): void;
  /** Brings as arrivals, now, all that is kept and was merged so far. */
  flush(): void;
  close(): Promise<void>;
}

type Reading = "session" | "now";

export interface BrokerLinkEvents {
  arrival(arrival: Arrival): void;
  /** As `BrokerEvents` has it. */
  message(message: ChargerMessage): void;
  link(up: boolean, reason: BrokerReason | null): void;
}

const againMs = 1_000;

/** Where nothing names the session: the same after a restart. */
function ownClientId(env: Env): string {
  return `phaseboard-${hostname().replace(/[^A-Za-z0-9._-]/g, "-")}-${env.PORT}`.slice(0, 64);
}

/** Of a connection beside the shared session. */
const besideOf = (clientId: string) => `${clientId.slice(0, 55)}-${randomBytes(4).toString("hex")}`;

const text = (file: string | undefined) =>
  file === undefined ? Promise.resolve(undefined) : readFile(/* turbopackIgnore: true */ file, "utf8");

async function optionsOf(
  url: string,
  env: Env,
  protocols: Protocols,
  how: Reading,
  keep: Keep | null,
): Promise<BrokerOptions> {
  const clientId = env.MQTT_CLIENT_ID ?? ownClientId(env);
  const [ca, cert, key] = await Promise.all([
    text(env.MQTT_CA_FILE),
    text(env.MQTT_CERT_FILE),
    text(env.MQTT_KEY_FILE),
  ]);
  return {
    url,
    protocols,
    clientId: how === "session" ? clientId : besideOf(clientId),
    reading: how === "session" ? { kind: "session", keep } : { kind: "now" },
    stamps: env.PHASEBOARD_GATEWAY === "embedded",
    protocolVersion: env.MQTT_PROTOCOL_VERSION === "5" ? 5 : 4,
    ...(env.MQTT_USERNAME === undefined ? {} : { username: env.MQTT_USERNAME }),
    ...(env.MQTT_PASSWORD === undefined ? {} : { password: env.MQTT_PASSWORD }),
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

/**
 * Opens the broker's door with what the configuration says, once it is told how to read; a certificate file that is not there
 * yet is waited for.
 * @param keep takes what comes in the session, before it is acknowledged
 */
export function openBrokerLink(
  env: Env,
  protocols: Protocols,
  keep: Keep | null,
  on: BrokerLinkEvents,
  log: Log,
): BrokerLink {
  const outage = createOutageLog("broker", log);
  const rarely = createRareLog(log, () => performance.now());
  let door: BrokerDoor | null = null;
  let reading: Reading | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;
  let meters: ReadonlySet<string> = new Set();

  const open = async (how: Reading) => {
    if (env.MQTT_URL === undefined) return on.link(false, "notConfigured");
    try {
      const options = await optionsOf(env.MQTT_URL, env, protocols, how, keep);
      if (closed || how !== reading) return;
      door = openBroker(options, {
        arrival: on.arrival,
        message: on.message,
        failed: (error) => log.error({ err: error }, "a message could not be taken in"),
        link(up, reason, detail) {
          if (up) outage.up();
          else outage.down(reason, detail);
          on.link(up, reason);
        },
        merged: (charger, messages) =>
          rarely("warn", { charger, messages }, "measurements were merged: a charger sends too many messages"),
        topicRefused: (topic, detail) => log.warn({ topic, detail }, "the broker does not let a topic be read"),
      });
      door.readMeters(meters);
    } catch (error) {
      outage.down("badConfiguration", error instanceof Error ? error.message : String(error));
      on.link(false, "badConfiguration");
      retry = setTimeout(() => void open(how), againMs);
      retry.unref();
    }
  };

  return {
    read(how) {
      if (closed || how === reading) return;
      const before = door;
      reading = how;
      door = null;
      clearTimeout(retry);
      if (before === null) void open(how);
      else {
        on.link(false, "connectionLost");
        void before.close().then(() => open(how));
      }
    },
    send: async (deviceId, rid, order) => (door === null ? false : door.send(deviceId, rid, order)),
    readMeters(topics) {
      meters = topics;
      door?.readMeters(topics);
    },
    flush: () => door?.flush(),
    async close() {
      closed = true;
      clearTimeout(retry);
      await door?.close();
    },
  };
}

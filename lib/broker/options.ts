import type { Protocols } from "../protocol/registry";

/** How to reach a broker. Certificates and keys are PEM text, not paths. */
export interface BrokerOptions {
  /** `mqtts://host[:8883]`; `mqtt://` only to this machine itself. */
  url: string;
  /** Names the persistent session, and the marker's topic: letters, digits, `.`, `_`, `-`; unique among running dashboards. */
  clientId: string;
  username?: string;
  password?: string;
  /** Whom to trust instead of the public authorities. */
  ca?: string;
  /** Client certificate and its key. */
  cert?: string;
  key?: string;
  protocolVersion: 4 | 5;
  /** What chargers speak; the product's own registry, if not given. */
  protocols?: Protocols;
  /**
   * How the broker is read. `session`: the persistent session that the client id names, at QoS 1, nothing acknowledged before
   * `keep` has taken it. `now`: only what is said from now on, at QoS 0.
   */
  reading: { kind: "session"; keep: Keep | null } | { kind: "now" };
  /** The broker is the gateway, which says in the topic when it took what it delivers late. */
  stamps: boolean;
  now?: () => number;
}

/** Where messages are kept before they are acknowledged. */
export interface Keep {
  /** `refusable`: the broker keeps it until it is acknowledged, which nobody does before `write`. Null: it was not taken. */
  take(entry: KeptMessage, refusable: boolean): number | null;
  /** When it returns, all that was taken is written. False: some of it could not be. */
  write(): boolean;
  /** Whether what was refused would be taken now. */
  hasRoom(): boolean;
}

interface KeptMessage {
  arrivedAt: number;
  flags: number;
  topic: string;
  payload: Uint8Array;
  /** It tells measurements alone. */
  droppable: boolean;
}

export interface Address {
  host: string;
  port: number;
  secure: boolean;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

/**
 * The address in a broker's URL.
 * @throws Error in words for people: no URL, another scheme, credentials in it, or unencrypted to another machine.
 */
export function addressOf(url: string): Address {
  if (!URL.canParse(url)) throw new Error("The broker's address is not a URL such as mqtts://broker.example:8883");
  const { protocol, hostname, port, username, password } = new URL(url);
  if (protocol !== "mqtts:" && protocol !== "mqtt:") {
    throw new Error(`The broker's address begins with ${protocol}// where mqtts:// belongs`);
  }
  if (username !== "" || password !== "") {
    throw new Error("The broker's address holds a user or password: give them as settings of their own");
  }
  const host = hostname.replace(/^\[|\]$/g, "");
  if (host === "") throw new Error("The broker's address names no host");
  const secure = protocol === "mqtts:";
  if (!secure && !loopback.test(host)) {
    throw new Error(`mqtt:// is not encrypted and ${host} is another machine: use mqtts://`);
  }
  return { host, port: port === "" ? (secure ? 8883 : 1883) : Number(port), secure };
}

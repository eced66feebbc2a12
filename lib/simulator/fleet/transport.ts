import type { DeviceId } from "../../domain/ids";
import { sasToken, sasUsername } from "../charger/sas";
import type { LinkOptions } from "./link";
import { deviceSide, fleetSide, type Side } from "./side";

/** How a charger reaches the other end. */
export interface Transport {
  side(deviceId: DeviceId): Side;
  /** Fresh credentials for one connection, and when they end (ms; Infinity: never). */
  credentials(deviceId: DeviceId, now: number): Omit<LinkOptions, "will" | "subscriptions"> & { endsAt: number };
}

export interface GatewayTransport {
  host: string;
  port: number;
  /** PEM of the authority that signed the gateway's certificate; without it the system's authorities count. */
  ca?: string;
  /** The device's key, base64. */
  keyOf(deviceId: DeviceId): string;
  /** How long a token holds; the charger connects anew before it ends. */
  tokenMs?: number;
}

const defaultTlsPort = 8883;

/** The device side: TLS, each charger with its own key. */
export function gatewayTransport(options: GatewayTransport): Transport {
  const { host, port, ca, tokenMs = 3_600_000 } = options;
  const name = port === defaultTlsPort ? host : `${host}:${port}`;
  return {
    side: () => deviceSide,
    credentials(deviceId, now) {
      const endsAtS = Math.floor((now + tokenMs) / 1000);
      return {
        url: `mqtts://${host}:${port}`,
        clientId: deviceId,
        username: sasUsername(name, deviceId),
        password: sasToken(name, deviceId, options.keyOf(deviceId), endsAtS),
        ca,
        endsAt: endsAtS * 1000,
      };
    },
  };
}

export interface BrokerTransport {
  url: string;
  ca?: string;
  cert?: string;
  key?: string;
  username?: string;
  password?: string;
}

/** The fleet side of any broker: one connection a charger, all with the same credentials. */
export function brokerTransport(options: BrokerTransport): Transport {
  return {
    side: (deviceId) => fleetSide(deviceId),
    credentials: (deviceId) => ({ ...options, clientId: deviceId, endsAt: Number.POSITIVE_INFINITY }),
  };
}

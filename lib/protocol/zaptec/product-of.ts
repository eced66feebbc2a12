import type { DeviceId, Product } from "../../domain/ids";

const prefixes: Record<string, Product> = {
  ZCS: "Pro",
  ZPR: "Pro",
  ZCH: "Pro",
  ZPG: "Pro",
  ZAP: "Go",
  ZGB: "Go",
  ZAG: "Go",
  GPN: "Go 2",
  GPG: "Go 2",
  APH: "Sense",
  APG: "Sense",
  APM: "Sense",
};

/** The product that the prefix of a Zaptec serial number names; `unknown` for any other prefix. */
export function productOf(deviceId: DeviceId): Product {
  return prefixes[deviceId.slice(0, 3)] ?? "unknown";
}

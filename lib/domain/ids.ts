/** Serial number of a charger: a prefix of three capital letters and six digits, e.g. `ZPR000001` (Zaptec device protocol). */
export const deviceIdPattern = /^[A-Z]{3}[0-9]{6}$/;

/** Ids of installations and circuits: lower-case slugs that people choose. */
export const slugPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

export type DeviceId = string;
export type InstallationId = string;
export type CircuitId = string;

export type Product = "Pro" | "Go" | "Go 2" | "Sense" | "unknown";

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

/** The product a serial number's prefix names; `unknown` for a prefix that no table lists. */
export function productOf(deviceId: DeviceId): Product {
  return prefixes[deviceId.slice(0, 3)] ?? "unknown";
}

/** Ids of installations and circuits: lower-case slugs that people choose. */
export const slugPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Of a charger: `charger-id.ts` says what it is made of. */
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

/** The product that the prefix of a Zaptec serial number names; `unknown` for any other prefix, and for other makers' chargers. */
export function productOf(deviceId: DeviceId): Product {
  return prefixes[deviceId.slice(0, 3)] ?? "unknown";
}

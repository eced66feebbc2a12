/** Ids of installations and circuits: lower-case slugs that people choose. */
export const slugPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** Of a charger: `charger-id.ts` says what it is made of. */
export type DeviceId = string;
export type InstallationId = string;
export type CircuitId = string;

export type Product = "Pro" | "Go" | "Go 2" | "Sense" | "unknown";

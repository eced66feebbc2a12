import type { Priority } from "../../lib/domain/topology";

/** Keys of the catalogue, under `chargerSettings`. */
export const priorityWords = { 1: "low", 2: "usual", 3: "high" } as const satisfies Record<Priority, string>;
export const priorityDoes = { 1: "lowDoes", 2: "usualDoes", 3: "highDoes" } as const satisfies Record<Priority, string>;

import { leastCurrentA } from "../electrical/least-current";

/** An override is for now; what is to hold longer is entered in the topology or the schedule. In ms. */
export const longestOverrideMs = 31 * 86_400_000;

/** Switch currents that people set, in A: below the least a car can be offered it would mean nothing, and no charger offers more than 63 A. */
export const switchRangeA = { least: leastCurrentA, most: 63 };

/** Most characters of what a link to a wall page is called. */
export const longestWallLabel = 100;

/** Least imbalance limit that people set, in A; the most is the main fuse. Phases that are measured are never quite alike. */
export const leastImbalanceA = 1;

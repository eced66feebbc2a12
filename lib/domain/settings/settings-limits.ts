/** An override is for now; what is to hold longer is entered in the topology or the schedule. In ms. */
export const longestOverrideMs = 31 * 86_400_000;

/** Switch currents that people set, in A: below 6 A no car is offered anything (IEC 61851-1), and no charger offers more than 63 A. */
export const switchRangeA = { least: 6, most: 63 };

/** Most characters of what a link to a wall page is called. */
export const longestWallLabel = 100;

/** Least imbalance limit that people set, in A; the most is the main fuse. Phases that are measured are never quite alike. */
export const leastImbalanceA = 1;

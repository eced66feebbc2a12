/** The least current that a car can be offered, A (IEC 61851-1): below it, it charges nothing. */
export const leastCurrentA = 6;

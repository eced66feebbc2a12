/** Whole microseconds of an hour and of a day; both are counted from 1970, UTC. */
export const hourUs = 3_600_000_000;
export const dayUs = 24 * hourUs;

export const hourOf = (us: number): number => Math.floor(us / hourUs);
export const dayOf = (us: number): number => Math.floor(us / dayUs);

import { readInstant } from "./address";

/** The moment that an address asks for by `at`, ms; what cannot be read, or has not been yet, is as if it were not there. */
export function readMoment(at: string | readonly string[] | undefined, now: number): number | null {
  const read = typeof at === "string" ? readInstant(at) : null;
  return read === null || read > now ? null : read;
}

/** A page's address as it was at `at`, ms; what was told at that very instant is in it. */
export const momentPath = (path: string, at: number): string => `${path}?at=${new Date(Math.ceil(at)).toISOString()}`;

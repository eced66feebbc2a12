import { createRateLimit } from "./rate-limit";

/** A sign-in lives this long, in seconds, and is renewed by `GET /api/auth/session`. */
export const signInMaxAgeS = 12 * 60 * 60;
const minuteMs = 60_000;

/** What is remembered about sign-ins beside what their tokens say. */
export interface SignIns {
  /** Too many failures lately: by this address for this email, or for this email from everywhere. */
  blocked(email: string, address: string, now: number): boolean;
  failed(email: string, address: string, now: number): void;
  succeeded(email: string, address: string): void;
  /** Signed out: a token cannot be called back, so its id is remembered until no copy can still be valid, ms. */
  end(id: string, until: number, now: number): void;
  ended(id: string): boolean;
}

export function createSignIns(): SignIns {
  const byBoth = createRateLimit(5, minuteMs);
  const byEmail = createRateLimit(30, 15 * minuteMs);
  const over = new Map<string, number>();
  const both = (email: string, address: string) => `${email} ${address}`;
  return {
    blocked: (email, address, now) => !byBoth.open(both(email, address), now) || !byEmail.open(email, now),
    failed(email, address, now) {
      byBoth.take(both(email, address), now);
      byEmail.take(email, now);
    },
    succeeded(email, address) {
      byBoth.forget(both(email, address));
    },
    end(id, until, now) {
      for (const [other, past] of over) if (past <= now) over.delete(other);
      over.set(id, until);
    },
    ended: (id) => over.has(id),
  };
}

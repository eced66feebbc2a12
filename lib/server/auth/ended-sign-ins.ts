/** A sign-in lives this long, in seconds, and is renewed by `GET /api/auth/session`. */
export const signInMaxAgeS = 12 * 60 * 60;

/** Sign-ins that were ended before their time. */
export interface EndedSignIns {
  /** Signed out: a token cannot be called back, so its id is remembered until no copy can still be valid, ms. */
  end(id: string, until: number, now: number): void;
  ended(id: string): boolean;
}

export function createEndedSignIns(): EndedSignIns {
  const over = new Map<string, number>();
  return {
    end(id, until, now) {
      for (const [other, past] of over) if (past <= now) over.delete(other);
      over.set(id, until);
    },
    ended: (id) => over.has(id),
  };
}

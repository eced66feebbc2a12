/** What a charger tells of a session that has ended. */
export interface CompletedSession {
  id: string;
  energyKwh: number | null;
  startedAt: number | null;
  endedAt: number | null;
}

/** All that a charger tells of it: what is kept of the session, and not shown live. */
export interface SessionRecord extends CompletedSession {
  /** Who was authorised; null: nobody is told. */
  tag: string | null;
  /** The charger's clock had been set by another one when the session began; null: not told. */
  hadSetClock: boolean | null;
  /** The meter's readings (OCMF), signed or not, as sent; null: none are told. */
  signedReadings: string | null;
}

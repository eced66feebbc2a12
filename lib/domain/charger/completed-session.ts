/** What a charger tells of a session that has ended. */
export interface CompletedSession {
  id: string;
  energyKwh: number | null;
  startedAt: number | null;
  endedAt: number | null;
}

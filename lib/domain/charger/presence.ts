export type PresenceWord = "online" | "silent" | "offline" | "unknown";

export interface Presence {
  word: PresenceWord;
  since: number | null;
  /** Last pulse or telemetry that was not backlog. */
  heardAt: number | null;
  /** While the dashboard has lost its broker: what it was when the broker was last there. */
  was?: Exclude<PresenceWord, "unknown">;
  reason: "connected" | "heard" | "noPulse" | "connectionLost" | "brokerLost" | "neverHeard";
}

/**
 * Why the values of a charger that is online are old: from before a restart of the dashboard, or its clock is not understood yet, or
 * its connection was interrupted and it has not told its state again.
 */
export type OldReason = "restored" | "clock" | "gap";

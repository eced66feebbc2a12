import { isToTell, type JournalFigures, type ToldFigures } from "../../domain/journal-figures";
import type { FleetEvent } from "../../fleet/state/event";

const lookMs = 1_000;

/** Looks at most once a second how the dashboard's own journal stands, and lets the fleet know it where it is to be told. */
export function createJournalNews(figuresNow: () => JournalFigures, apply: (event: FleetEvent) => void) {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let told: ToldFigures | null = null;
  return {
    tick(now: number): void {
      if (Math.abs(now - lookedAt) < lookMs) return;
      lookedAt = now;
      const figures = figuresNow();
      if (!isToTell(told, figures, now)) return;
      told = { figures, at: now };
      apply({ kind: "journal", figures });
    },
  };
}

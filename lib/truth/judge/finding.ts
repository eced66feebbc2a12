/** What the judge says of one comparison. `unknown`: it was told as old, unknown or "at least", or the world cannot tell either. */
export type Verdict = "true" | "unknown" | "false";

/** The kinds of lies that there are. */
export type Lie =
  /** Shown, but no charger ever said it. */
  | "neverSaid"
  /** Shown as current, though something newer had been acknowledged and had the time to arrive. */
  | "olderShownLive"
  /** Shown as current after something newer of the same had been shown. */
  | "turnedBack"
  /** The instant or age shown is not that of the value. */
  | "wrongAge"
  /** Said on a healthy connection, acknowledged, and not shown. */
  | "hidden"
  /** Acknowledged, and not among what the charger said last. */
  | "lost"
  /** The charger cannot be heard, or has not been within its window. */
  | "onlineThoughSilent"
  | "offlineThoughConnected"
  | "unknownThoughHeard"
  | "wrongState"
  | "wrongSession"
  | "wrongTag"
  | "wrongEnergy"
  | "wrongStart"
  /** A sum that claims to be complete has a part that nobody can know. */
  | "sumNotComplete"
  | "wrongSum"
  /** 601 for a car that showed no accepted tag. */
  | "grantedWithoutTag"
  | "commandTwice"
  | "commandLate"
  | "falseEffective"
  | "falseNoEffect"
  | "falseExpired"
  | "falseRejected"
  | "commandWithoutEnd"
  | "commandMissing";

/** One comparison: a charger (or installation), a field, an instant. */
export interface Finding {
  of: string;
  field: string;
  at: number;
  verdict: Verdict;
  lie?: Lie;
  /** What was shown and what is true, in words for people. */
  detail?: string;
}

/** How long what was acknowledged may be on its way to the page, ms. */
export const inFlightMs = 5_000;
/** How far an instant that is shown may be from the true one, ms (wire.md section 4: skews up to 5 s are no fault). */
export const ageToleranceMs = 5_000;

/** Counts comparisons and keeps the false ones: one of each (of, field, lie) until it is true again, with how long it lasted. */
export class Tally {
  readonly counts: Record<Verdict, number> = { true: 0, unknown: 0, false: 0 };
  readonly lies: (Finding & { until: number; times: number })[] = [];
  readonly #open = new Map<string, Finding & { until: number; times: number }>();

  add(finding: Finding): void {
    this.counts[finding.verdict] += 1;
    const key = `${finding.of} ${finding.field}`;
    const open = this.#open.get(key);
    if (finding.verdict !== "false") {
      if (open) this.#open.delete(key);
      return;
    }
    if (open && open.lie === finding.lie) {
      open.until = finding.at;
      open.times += 1;
      return;
    }
    const lie = { ...finding, until: finding.at, times: 1 };
    this.#open.set(key, lie);
    this.lies.push(lie);
  }

  get comparisons(): number {
    return this.counts.true + this.counts.unknown + this.counts.false;
  }
}

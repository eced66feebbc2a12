import type { Anomaly } from "./anomaly";
import { findCurrent } from "./find-current";
import { findRotation } from "./find-rotation";
import { findVoltage } from "./find-voltage";
import type { Finding, Looked } from "./finding";

/** A finding, and since when it has been there, ms. */
export interface Followed {
  finding: Finding;
  since: number;
}

/** All that is wrong at this moment. */
export function findAnomalies(looked: Looked): Finding[] {
  return [...findVoltage(looked), ...findCurrent(looked), ...findRotation(looked)];
}

const same = (a: Finding, b: Finding) => a.kind === b.kind && a.line === b.line && a.terminal === b.terminal;

/** Those that are there at `now`; one that was there before keeps its instant. */
export function follow(before: readonly Followed[], findings: readonly Finding[], now: number): Followed[] {
  return findings.map((finding) => ({
    finding,
    since: before.find((known) => same(known.finding, finding))?.since ?? now,
  }));
}

/** Those that have been there long enough, longest first. */
export function settled(deviceId: string, followed: readonly Followed[], now: number): Anomaly[] {
  return followed
    .filter(({ finding, since }) => now - since >= finding.settleMs)
    .map(({ finding: { kind, line, terminal, seen, value, limit }, since }) => {
      return { kind, deviceId, line, terminal, ...(seen && { seen }), since, value, limit };
    })
    .sort((a, b) => a.since - b.since);
}

/** When the next of them will have been there long enough, ms; Infinity: none waits. */
export function settlesAt(followed: readonly Followed[], now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const { finding, since } of followed) {
    const at = since + finding.settleMs;
    if (at > now && at < next) next = at;
  }
  return next;
}

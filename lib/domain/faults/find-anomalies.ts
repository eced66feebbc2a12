import type { Anomaly } from "./anomaly";
import { findCurrent } from "./find-current";
import { findNetwork } from "./find-network";
import { findRotation } from "./find-rotation";
import { findVoltage } from "./find-voltage";
import type { Finding, Looked } from "./finding";

/** A finding, and since when it has been there, ms. `unheard`: its charger could not be heard meanwhile, so that it goes on by the same readings alone. */
export interface Followed {
  finding: Finding;
  since: number;
  unheard?: true;
}

/** All that is wrong at this moment. */
export function findAnomalies(looked: Looked): Finding[] {
  return [...findVoltage(looked), ...findCurrent(looked), ...findRotation(looked), ...findNetwork(looked)];
}

const same = (a: Finding, b: Finding) => a.kind === b.kind && a.line === b.line && a.terminal === b.terminal;

/** Those that are there at `now`; one that was there before keeps its instant, a new one has that of its readings. */
export function follow(before: readonly Followed[], findings: readonly Finding[], now: number): Followed[] {
  return findings.map((finding) => {
    const known = before.find(({ finding: was }) => same(was, finding));
    const goesOn = known !== undefined && (!known.unheard || known.finding.at === finding.at);
    return { finding, since: goesOn ? known.since : (finding.at ?? now) };
  });
}

/** What is kept of them while their charger cannot be heard: those that need no time to be believed. */
export function heldOver(followed: readonly Followed[]): Followed[] {
  return followed.flatMap(({ finding, since }) => (finding.settleMs > 0 ? [] : { finding, since, unheard: true }));
}

/** Those that have been there long enough, longest first. */
export function settled(deviceId: string, followed: readonly Followed[], now: number): Anomaly[] {
  return followed
    .filter(({ finding, since }) => now - since >= finding.settleMs)
    .map(({ finding: { kind, line, terminal, seen, grids, value, limit }, since }) => {
      return { kind, deviceId, line, terminal, ...(seen && { seen }), ...(grids && { grids }), since, value, limit };
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

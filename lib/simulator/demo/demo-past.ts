import type { PastOptions } from "../past/past-month";
import type { SiteKind } from "../past/visits";
import { demoFleet } from "./demo-fleet";
import { demoTopology } from "./demo-topology";

const kinds: Readonly<Record<string, SiteKind>> = {
  "sample-cooperative": "flats",
  "sample-car-park": "offices",
  "sample-depot": "depot",
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
export const demoPastDays = 30;

/** What the demo's chargers did before it was started for the first time, ms: in the 30 days before that hour, and up to then. */
export function demoPast(startedAt: number): PastOptions {
  const from = Math.floor(startedAt / hourMs) * hourMs - demoPastDays * dayMs;
  const awayAt = from + 11 * dayMs + 20 * 60_000;
  return {
    span: { from, to: startedAt },
    chargers: demoFleet(),
    topology: demoTopology,
    kindOf: (installationId) => kinds[installationId] ?? "flats",
    outage: { from: awayAt, to: awayAt + 3.5 * hourMs },
    seed: 1,
  };
}

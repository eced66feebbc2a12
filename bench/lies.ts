import type { Tally } from "../lib/truth/judge/finding";
import type { RunResult } from "../lib/truth/run";

const shownOfEach = 4;
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** For so long after the run itself stood still, lateness may be the machine's fault, ms. */
const afterStallMs = 15_000;

/** How often the run itself stood still, and how many of the lies began soon after. */
export function tellStalls({ tally, stalls }: Pick<RunResult, "tally" | "stalls">): void {
  if (stalls.length === 0) return;
  const longest = Math.max(...stalls.map(({ ms }) => ms));
  const near = tally.lies.filter((lie) => stalls.some(({ at }) => lie.at >= at && lie.at <= at + afterStallMs)).length;
  console.log(`the run itself stood still ${stalls.length} times, the longest for ${seconds(longest)}`);
  console.log(`of ${tally.lies.length} lies ${near} began within ${seconds(afterStallMs)} of one`);
}

/** The false comparisons of a run, by kind, with a few of each. */
export function tellLies({ lies }: Tally): void {
  const kinds = new Set(lies.map(({ lie }) => lie));
  for (const kind of kinds) {
    const found = lies.filter(({ lie }) => lie === kind);
    console.log(`  ${kind}: ${found.length}`);
    for (const { of, field, at, until, detail } of found.slice(0, shownOfEach))
      console.log(`    ${of} ${field} for ${seconds(until - at)}: ${detail}`);
  }
}

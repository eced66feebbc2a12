import type { Tally } from "../lib/truth/judge/finding";

const shownOfEach = 4;
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

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

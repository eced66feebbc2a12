import { parseArgs } from "node:util";
import { run } from "../lib/truth/run";
import { buildPages } from "./build-pages";
import { tellLies, tellStalls } from "./lies";
import { machine } from "./machine";

const usage = `npm run bench -- truth [options]
  --seed 1       the first seed; a seed tells what befalls which charger, not how fast the machine is
  --seeds 5      how many
  --count 200000 comparisons of each seed
  --chargers 40
  --no-kills, --no-clocks   without what they are
  --loud         tells what happens as it does`;

/** The slowest machine still makes so many comparisons a second for each charger: time to run is reckoned by it. */
const perChargerAndSecond = 40;
const leastMs = 60_000;

/** `npm run bench -- truth`: what the product tells, against a world that knows. */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      seed: { type: "string", default: "1" },
      seeds: { type: "string", default: "5" },
      count: { type: "string", default: "200000" },
      chargers: { type: "string", default: "40" },
      "no-kills": { type: "boolean", default: false },
      "no-clocks": { type: "boolean", default: false },
      loud: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const [first, chargers, count] = [Number(values.seed), Number(values.chargers), Number(values.count)];
  const total = { comparisons: 0, false: 0 };
  console.log(machine());
  buildPages();
  for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
    const { tally, stalls, kills, commands, frames, acknowledged } = await run({
      seed,
      chargers,
      durationMs: Math.max(leastMs, (count / chargers / perChargerAndSecond) * 1_000),
      fate: { calmMs: 15_000, clocks: !values["no-clocks"] },
      kills: values["no-kills"] ? null : { everyMs: 20_000, parts: ["pages", "gateway", "history", "database"] },
      commandsEveryMs: 1_500,
      say: values.loud ? (line) => console.log(new Date().toISOString().slice(11, 23), line) : undefined,
    });
    total.comparisons += tally.comparisons;
    total.false += tally.counts.false;
    const { true: right, unknown, false: wrong } = tally.counts;
    console.log(
      `seed ${seed}: ${tally.comparisons} comparisons, ${right} true, ${unknown} told as old or unknown, ${wrong} false; ` +
        `${frames} frames, ${acknowledged} messages acknowledged, ${commands} commands, ${kills} kills`,
    );
    tellLies(tally);
    tellStalls({ tally, stalls });
  }
  console.log(`${total.comparisons} comparisons, ${total.false} false`);
  if (total.false > 0) process.exitCode = 1;
}

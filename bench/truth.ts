import { parseArgs } from "node:util";
import { run } from "../lib/truth/run";
import { machine } from "./machine";

const usage =
  "npm run bench -- truth [--seed 1] [--seeds 5] [--count 200000] [--chargers 40] [--minutes 10] [--no-kills] [--no-clocks] [--loud]";

/** `npm run bench -- truth`: what the product tells, against a world that knows. Ends each seed at so many comparisons, or minutes. */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      seed: { type: "string", default: "1" },
      seeds: { type: "string", default: "5" },
      minutes: { type: "string", default: "3" },
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
  console.log(machine());
  for (let seed = Number(values.seed); seed < Number(values.seed) + Number(values.seeds); seed += 1) {
    const { tally, kills, commands, frames, acknowledged } = await run({
      seed,
      chargers: Number(values.chargers),
      durationMs: Number(values.minutes) * 60_000,
      fate: { calmMs: 15_000, clocks: !values["no-clocks"] },
      kills: values["no-kills"] ? null : { everyMs: 25_000, parts: ["pages", "gateway", "database"] },
      commandsEveryMs: 1_500,
      say: values.loud ? (line) => console.log(new Date().toISOString().slice(11, 23), line) : undefined,
    });
    console.log(
      `seed ${seed}: ${tally.comparisons} comparisons: ${JSON.stringify(tally.counts)}; ${frames} frames, ${acknowledged} messages acknowledged, ${commands} commands, ${kills} kills`,
    );
    const byLie = new Map<string, typeof tally.lies>();
    for (const lie of tally.lies) byLie.set(lie.lie ?? "", [...(byLie.get(lie.lie ?? "") ?? []), lie]);
    for (const [lie, found] of byLie) {
      console.log(`  ${lie}: ${found.length}`);
      for (const one of found.slice(0, 4))
        console.log(`    ${one.of} ${one.field} for ${((one.until - one.at) / 1000).toFixed(1)} s: ${one.detail}`);
    }
  }
}

import { parseArgs } from "node:util";
import { run } from "../lib/truth/run";
import { buildPages } from "./build-pages";
import { tellLies, tellStalls } from "./lies";
import { machine } from "./machine";

const usage = `npm run bench -- kills [--kills 200] [--seed 1] [--chargers 30] [--every 14] [--loud]`;

/** From one kill, with all parts up again, to the next, s: long enough to judge what has come back. */
const usualEveryS = "14";
/** Reckoned for a part to be up again. */
const backMs = 6_000;

/**
 * `npm run bench -- kills`: kill -9 of pages, gateway, the work on history and PostgreSQL in turn under load; what chargers saw acknowledged must be
 * known afterwards, and nothing false be told.
 */
export async function main(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      kills: { type: "string", default: "200" },
      seed: { type: "string", default: "1" },
      chargers: { type: "string", default: "30" },
      every: { type: "string", default: usualEveryS },
      loud: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const most = Number(values.kills);
  const everyMs = Number(values.every) * 1_000;
  console.log(machine());
  buildPages();
  const result = await run({
    seed: Number(values.seed),
    chargers: Number(values.chargers),
    durationMs: most * (everyMs + backMs) + 30_000,
    // Clocks are right and nothing is delayed on purpose: then what is newest is what was said last.
    fate: { calmMs: 20_000, clocks: false, blows: ["cut", "longCut", "halfOpen", "halfOpenThenCut", "ownRestart"] },
    chatterMs: 300,
    kills: { everyMs, most, parts: ["pages", "gateway", "history", "database"] },
    commandsEveryMs: 3_000,
    history: true,
    say: values.loud ? (line) => console.log(new Date().toISOString().slice(11, 23), line) : undefined,
  });
  const { tally, kills, acknowledged, commands, health } = result;
  const lost = tally.lies.filter(({ lie }) => lie === "lost").length;
  console.log(
    `${kills} kills, ${acknowledged} messages acknowledged, ${commands} commands, ${tally.comparisons} comparisons`,
  );
  console.log(`${lost} chargers with something lost, ${tally.counts.false} comparisons false`);
  if (result.history !== null) {
    const { words, lost: notKept, double } = result.history;
    console.log(`history: of ${words} acknowledged words ${notKept.length} lost, ${double.length} double`);
    for (const line of [...notKept.slice(0, 10), ...double.slice(0, 10)]) console.log(`  ${line}`);
    if (notKept.length + double.length > 0) process.exitCode = 1;
  }
  console.log(`at the end: ${JSON.stringify(health)}`);
  tellLies(tally);
  tellStalls(result);
  if (tally.counts.false > 0) process.exitCode = 1;
}

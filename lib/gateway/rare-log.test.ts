import pino from "pino";
import { expect, it } from "vitest";
import { createRareLog } from "./rare-log";

it("says each text once a minute, and then how often it was left out", () => {
  const lines: { msg: string; unsaid: number; n: number }[] = [];
  let now = 0;
  const log = pino({ level: "info" }, { write: (line) => void lines.push(JSON.parse(line)) });
  const rarely = createRareLog(log, () => now);
  for (let n = 0; n < 5; n++) rarely("warn", { n }, "full");
  rarely("error", { n: 9 }, "other");
  now = 59_999;
  rarely("warn", { n: 5 }, "full");
  now = 60_000;
  rarely("warn", { n: 6 }, "full");
  expect(lines.map(({ msg, unsaid, n }) => [msg, unsaid, n])).toEqual([
    ["full", 0, 0],
    ["other", 0, 9],
    ["full", 5, 6],
  ]);
});

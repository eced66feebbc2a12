import { writeSync } from "node:fs";
import { openJournal } from "./journal";

/**
 * A process that fills a journal, to be killed or to run out of room. For each entry it writes a line: `<sequence> <topic>`, once
 * `append` has returned it, `- <topic>` when it was not taken; with `gathers` (so many at once) once `write` has. Arguments: folder, limits
 * as JSON, how many entries.
 */
const [folder = "", limits = "{}", count = "0"] = process.argv.slice(2);
const { softBytes, hardBytes, segmentBytes, gathers = 0 }: Record<string, number> = JSON.parse(limits);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const journal = openJournal({
  folder,
  softBytes: softBytes ?? 1e9,
  hardBytes: hardBytes ?? 2e9,
  segmentBytes,
  log,
  now: Date.now,
});
const gathered: { sequence: number | null; topic: string }[] = [];
for (let n = 0; n < Number(count); n++) {
  const topic = n % 4 === 0 ? "k" : "m";
  const payload = Buffer.alloc(200 + (n % 7) * 100, 7);
  const entry = { arrivedAt: n, flags: 0, topic, payload, droppable: topic === "m" };
  const sequence = gathers > 0 ? journal.gather(entry) : journal.append(entry, false);
  gathered.push({ sequence, topic });
  if (n % Math.max(1, gathers) === 0) {
    const isWritten = gathers === 0 || journal.write();
    for (const one of gathered.splice(0)) writeSync(1, `${isWritten ? (one.sequence ?? "-") : "-"} ${one.topic}\n`);
  }
  if (n % 200 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}
const { dropped, entries } = journal.stats();
writeSync(1, `dropped ${dropped} entries ${entries}\n`);

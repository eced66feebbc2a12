import { writeSync } from "node:fs";
import { openJournal } from "./journal";

/**
 * A process that fills a journal, to be killed or to run out of room. For each entry it writes a line: `<sequence> <topic>`, once
 * `append` has returned it, `- <topic>` when it was not taken. Arguments: folder, limits as JSON, how many entries.
 */
const [folder = "", limits = "{}", count = "0"] = process.argv.slice(2);
const { softBytes, hardBytes, segmentBytes }: Record<string, number> = JSON.parse(limits);
const log = { info: () => {}, warn: () => {}, error: () => {} };
const journal = openJournal({
  folder,
  softBytes: softBytes ?? 1e9,
  hardBytes: hardBytes ?? 2e9,
  segmentBytes,
  log,
  now: Date.now,
});
for (let n = 0; n < Number(count); n++) {
  const topic = n % 4 === 0 ? "k" : "m";
  const payload = Buffer.alloc(200 + (n % 7) * 100, 7);
  const sequence = journal.append({ arrivedAt: n, flags: 0, topic, payload, droppable: topic === "m" }, false);
  writeSync(1, `${sequence ?? "-"} ${topic}\n`);
  if (n % 200 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}
const { dropped, entries } = journal.stats();
writeSync(1, `dropped ${dropped} entries ${entries}\n`);

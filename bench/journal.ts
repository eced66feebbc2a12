import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openJournal } from "../lib/journal/journal";
import type { Journal } from "../lib/journal/types";
import { tellsMeasurementsOnly } from "../lib/protocol/zaptec/measurement";
import { machine } from "./machine";
import { samples } from "./payloads";
import { percentile } from "./percentile";

const rounds = 100;
const entries = 1_000;
const gigabyte = 1024 ** 3;
const log = { info: () => {}, warn: () => {}, error: () => {} };

interface Cost {
  clockUs: number;
  cpuUs: number;
}

/** Of each of `count` calls: µs. */
function costOf(count: number, call: (index: number) => void): Cost {
  const usage = process.cpuUsage();
  const before = performance.now();
  for (let index = 0; index < count; index++) call(index);
  const clockUs = ((performance.now() - before) * 1000) / count;
  const { user, system } = process.cpuUsage(usage);
  return { clockUs, cpuUs: (user + system) / count };
}

async function measure(size: number, isDroppable: (payload: Buffer) => boolean): Promise<Record<string, Cost[]>> {
  const messages = samples(entries, 1_000, size, Date.now());
  const of = (index: number) => messages[index % messages.length] ?? { topic: "", payload: Buffer.alloc(0) };
  const figures: Record<string, Cost[]> = { bare: [], append: [], read: [], cut: [], open: [] };
  for (let round = 0; round < rounds; round++) {
    const dir = mkdtempSync(join(tmpdir(), "bench-journal-"));
    const file = openSync(join(dir, "bare"), "a");
    figures.bare?.push(costOf(entries, (index) => writeSync(file, of(index).payload)));
    closeSync(file);
    const options = { folder: join(dir, "journal"), softBytes: gigabyte, hardBytes: 2 * gigabyte, log };
    const open = () => openJournal({ ...options, now: Date.now });
    const journal = open();
    figures.append?.push(
      costOf(entries, (index) => {
        const { topic, payload } = of(index);
        journal.append({ arrivedAt: index, flags: 0, topic, payload, droppable: isDroppable(payload) }, true);
      }),
    );
    await journal.close();
    const opened: Journal[] = [];
    const { clockUs, cpuUs } = costOf(1, () => opened.push(open()));
    figures.open?.push({ clockUs: clockUs / entries, cpuUs: cpuUs / entries });
    const [again] = opened;
    if (!again) throw new Error("The journal was not opened.");
    const all = again.read(0);
    figures.read?.push(costOf(entries, () => all.next()));
    figures.cut?.push(costOf(entries, (index) => again.cut(index + 1)));
    await again.close();
    rmSync(dir, { recursive: true });
  }
  return figures;
}

/**
 * What one entry of the journal costs: appending (beside a bare `write()` of the payload, in turns), opening, reading, cutting.
 * Nothing waits for the disk.
 */
export async function main(): Promise<void> {
  console.log(machine());
  const doors: Record<string, (payload: Buffer) => boolean> = {
    "journal alone": () => false,
    "as the gateway appends": tellsMeasurementsOnly,
  };
  for (const [door, isDroppable] of Object.entries(doors)) {
    for (const size of [1, 10]) {
      console.log(
        `\n${door}, ${size === 1 ? "single observations" : `collections of ${size}`}: us an entry: least, median, CPU`,
      );
      for (const [name, figures] of Object.entries(await measure(size, isDroppable))) {
        const clock = figures.map(({ clockUs }) => clockUs);
        const cpu = figures.map(({ cpuUs }) => cpuUs);
        const shown = [Math.min(...clock), percentile(clock, 0.5), percentile(cpu, 0.5)];
        console.log(`  ${name.padEnd(8)}${shown.map((figure) => figure.toFixed(2).padStart(8)).join("")}`);
      }
    }
  }
}

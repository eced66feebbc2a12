import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newFolder, openTestJournal, put, sequencesOf } from "./test-journal";
import type { JournalEntry } from "./types";

const anEntry = fc.record({
  arrivedAt: fc.double({ noNaN: true, noDefaultInfinity: true }),
  flags: fc.integer({ min: 0, max: 65_535 }),
  topic: fc.oneof(fc.constantFrom("m", "k"), fc.string({ unit: "grapheme", maxLength: 40 })),
  payload: fc.uint8Array({ maxLength: 3_000 }),
  droppable: fc.boolean(),
});
const filesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(".journal"));

describe("a journal", { timeout: 60_000 }, () => {
  it("gives back what was put in, in order, from any place, before and after a restart", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anEntry, { maxLength: 40 }), fc.nat(45), async (entries, after) => {
        const folder = newFolder();
        const first = openTestJournal(folder, { segmentBytes: 4_096 });
        for (const entry of entries) first.append(entry, true);
        const wanted: JournalEntry[] = entries
          .map(({ droppable: _, ...entry }, index) => ({
            ...entry,
            payload: Buffer.from(entry.payload),
            sequence: index + 1,
          }))
          .filter(({ sequence }) => sequence > after);
        expect([...first.read(after)]).toEqual(wanted);
        await first.close();
        const again = openTestJournal(folder, { segmentBytes: 4_096 });
        expect([...again.read(after)]).toEqual(wanted);
        expect(again.last()).toBe(entries.length);
        expect(again.said).toEqual([]);
        await again.close();
      }),
      { numRuns: 50 },
    );
  });

  it("reads what is appended while it is read, and leaves out what is cut meanwhile", () => {
    const journal = openTestJournal(newFolder(), { segmentBytes: 4_096 });
    for (let n = 1; n <= 300; n++) put(journal, n % 3 === 0 ? "m" : "k", "x".repeat(100));
    const seen: number[] = [];
    for (const { sequence } of journal.read(0)) {
      seen.push(sequence);
      if (sequence <= 300) put(journal, "k", "later");
      if (sequence === 100) journal.cut(200);
    }
    expect(seen.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
    expect(seen.slice(-100)).toEqual(Array.from({ length: 100 }, (_, n) => journal.last() - 99 + n));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen).not.toContain(150);
  });

  it("counts what is still needed, exactly", () => {
    const arbitrary = fc.array(fc.oneof(fc.constantFrom("m", "k"), fc.nat(60)), { maxLength: 120 });
    fc.assert(
      fc.property(arbitrary, (steps) => {
        const journal = openTestJournal(newFolder(), { segmentBytes: 4_096 });
        for (const step of steps) {
          if (typeof step === "number") journal.cut(Math.min(step, journal.last()));
          else put(journal, step, "x".repeat(500), journal.last() + 1);
        }
        const rest = [...journal.read(0)];
        const { entries, oldestAt, bytes } = journal.stats();
        expect({ entries, oldestAt }).toEqual({ entries: rest.length, oldestAt: rest[0]?.sequence ?? null });
        expect(bytes > 0).toBe(rest.length > 0);
      }),
      { numRuns: 50 },
    );
  });

  it("gives back what was gathered once it is written, in order with what was appended, whatever is cut meanwhile", async () => {
    const step = fc.oneof(fc.constantFrom("gather", "append", "write"), fc.nat(120));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, anEntry), { maxLength: 120 }), async (steps) => {
        const folder = newFolder();
        const journal = openTestJournal(folder, { segmentBytes: 4_096 });
        const taken: number[] = [];
        for (const [does, entry] of steps) {
          if (does === "gather") taken.push(journal.gather(entry) ?? -1);
          else if (does === "append") taken.push(journal.append(entry, false) ?? -1);
          else if (does === "write") expect(journal.write()).toBe(true);
          else journal.cut(Math.min(Number(does), journal.last()));
        }
        expect(journal.write()).toBe(true);
        const left = taken.filter((sequence) => sequence > journal.cutUpTo());
        expect(taken).toEqual(taken.map((_, n) => n + 1));
        expect(sequencesOf(journal.read(0))).toEqual(left);
        expect(journal.stats().entries).toBe(left.length);
        await journal.close();
        expect(sequencesOf(openTestJournal(folder).read(0))).toEqual(left);
      }),
      { numRuns: 60 },
    );
  });

  it("has nothing in its files of what is gathered and not written, and all of it once it is closed", async () => {
    const folder = newFolder();
    const journal = openTestJournal(folder);
    const entry = { arrivedAt: 1, flags: 0, topic: "k", payload: Buffer.from("x"), droppable: false };
    expect([journal.gather(entry), journal.gather(entry)]).toEqual([1, 2]);
    expect(sequencesOf(journal.read(0))).toEqual([]);
    await journal.close();
    expect(sequencesOf(openTestJournal(folder).read(0))).toEqual([1, 2]);
  });

  it("keeps its numbers when everything is cut, over restarts, and takes no room then", async () => {
    const folder = newFolder();
    const first = openTestJournal(folder, { segmentBytes: 4_096 });
    for (let n = 1; n <= 1_000; n++) put(first, "k", "x".repeat(100));
    first.cut(1_000);
    await first.sync();
    expect(first.stats()).toEqual({ bytes: 0, entries: 0, dropped: 0, oldestAt: null });
    expect(filesIn(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(4_096);
    await first.close();
    const again = openTestJournal(folder);
    expect([again.last(), again.cutUpTo(), [...again.read(0)]]).toEqual([1_000, 1_000, []]);
    again.continueAfter(5_000);
    await again.close();
    expect(put(openTestJournal(folder), "k")).toBe(5_001);
  });

  it("is of this process's owner alone", () => {
    const folder = join(newFolder(), "deep", "journal");
    put(openTestJournal(folder), "k");
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });
});

describe("limits", () => {
  it("refuse beyond the soft one what the sender keeps, until there is room again", () => {
    const journal = openTestJournal(newFolder(), { softBytes: 40_000, hardBytes: 80_000 });
    const entry = { arrivedAt: 1, flags: 0, topic: "m", payload: Buffer.alloc(1_000), droppable: true };
    while (journal.append(entry, true) !== null);
    const full = journal.last();
    expect(journal.stats()).toMatchObject({ entries: full, dropped: 0 });
    expect(journal.hasRoom()).toBe(false);
    expect(journal.append(entry, false)).toBe(full + 1);
    journal.cut(full);
    expect(journal.hasRoom()).toBe(true);
    expect(journal.append(entry, true)).toBe(full + 2);
    expect(journal.said).toEqual(["the journal is full: nothing more is acknowledged", "the journal has room again"]);
  });

  it("let the oldest measurements go at the hard one, counted, and nothing else", () => {
    const journal = openTestJournal(newFolder(), { softBytes: 40_000, hardBytes: 80_000 });
    for (let n = 1; n <= 40; n++) put(journal, n % 2 === 0 ? "m" : "k", "x".repeat(1_000));
    for (let n = 0; n < 50; n++) put(journal, "k", "x".repeat(1_000));
    const topics = [...journal.read(0)].map(({ topic }) => topic);
    const kept = topics.filter((topic) => topic === "k").length;
    const measurements = topics.length - kept;
    expect(kept).toBeGreaterThan(70 - 1);
    const { dropped, entries, bytes } = journal.stats();
    expect(entries).toBe(topics.length);
    expect(bytes).toBeLessThan(80_000);
    expect(measurements + dropped).toBe(20);
    while (put(journal, "k", "x".repeat(1_000)) !== null);
    expect(sequencesOf(journal.read(0)).length).toBe(journal.stats().entries);
    expect([...journal.read(0)].every(({ topic }) => topic === "k")).toBe(true);
    expect(journal.stats().dropped).toBe(21);
  });
});

describe("a journal's folder", () => {
  it("is refused while somebody living has it, and free when it was closed", async () => {
    const folder = newFolder();
    const first = openTestJournal(folder);
    expect(() => openTestJournal(folder)).toThrow(`${folder} is in use by the process ${process.pid}`);
    await first.close();
    openTestJournal(folder);
  });

  it("is refused when it cannot be one", () => {
    expect(() => openTestJournal("/dev/null/journal")).toThrow(/^The journal's folder cannot be used: E/);
  });
});

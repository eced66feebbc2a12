import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newFolder, openTestJournal, put, sequencesOf } from "./test-journal";

const writer = join(import.meta.dirname, "test-writer.ts");
const command = [process.execPath, "--import", "tsx", writer];
const fileIn = (folder: string, lane = "kept") =>
  join(folder, readdirSync(folder).find((name) => name.startsWith(lane)) ?? "none");

/** A folder with one file of so many entries, closed; `copy` makes another with other bytes in that file. */
async function journalOf(count: number) {
  const folder = newFolder();
  const journal = openTestJournal(folder);
  const ends = Array.from({ length: count }, (_, n) => {
    put(journal, "k", String(n).repeat(20));
    return readFileSync(fileIn(folder)).length;
  });
  await journal.close();
  const path = fileIn(folder);
  return {
    ends,
    bytes: readFileSync(path),
    copy(bytes: Uint8Array) {
      const other = join(newFolder(), "journal");
      mkdirSync(other);
      copyFileSync(join(folder, "state"), join(other, "state"));
      writeFileSync(fileIn(folder).replace(folder, other), bytes);
      return other;
    },
  };
}

describe("after a crash", { timeout: 60_000 }, () => {
  it("a torn end is cut, wherever it is torn, and what is written then stands behind the last whole entry", async () => {
    const { ends, bytes, copy } = await journalOf(2);
    for (let length = 0; length < bytes.length; length++) {
      const folder = copy(bytes.subarray(0, length));
      const journal = openTestJournal(folder);
      const whole = ends.filter((end) => end <= length).length;
      expect(sequencesOf(journal.read(0))).toEqual(Array.from({ length: whole }, (_, n) => n + 1));
      const torn = length > 16 && !ends.includes(length);
      expect(journal.said).toEqual(torn ? ["cut a torn end from the journal"] : []);
      expect(put(journal, "k")).toBe(3);
      await journal.close();
      const again = openTestJournal(folder);
      expect([again.said, sequencesOf(again.read(whole))]).toEqual([[], [3]]);
      await again.close();
    }
  });

  it("a damaged byte costs the one entry that it is in, and is told", async () => {
    const { ends, bytes, copy } = await journalOf(6);
    const last = ends.at(-2) ?? 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 16, max: last - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const damaged = Buffer.from(bytes);
        damaged.writeUInt8(damaged.readUInt8(at) ^ change, at);
        const journal = openTestJournal(copy(damaged));
        const lost = ends.findIndex((end) => at < end) + 1;
        expect(sequencesOf(journal.read(0))).toEqual([1, 2, 3, 4, 5, 6].filter((sequence) => sequence !== lost));
        expect(journal.said).toContain("the journal is damaged: what stood here is lost");
        expect(journal.stats().entries).toBe(5);
        await journal.close();
      }),
      { numRuns: 60 },
    );
  });

  it("an entry inside a payload is never taken for one of the journal's", async () => {
    const { bytes, copy } = await journalOf(2);
    const folder = newFolder();
    const journal = openTestJournal(folder);
    journal.append({ arrivedAt: 1, flags: 0, topic: "k", payload: bytes.subarray(16), droppable: false }, false);
    put(journal, "k", "next");
    await journal.close();
    const damaged = readFileSync(fileIn(folder));
    damaged.writeUInt8(9, 16);
    expect(sequencesOf(openTestJournal(copy(damaged)).read(0))).toEqual([2]);
  });

  it("a damaged head puts the file aside, a damaged state cuts nothing, a newer version is refused", async () => {
    const { bytes, copy } = await journalOf(2);
    const headless = copy(Buffer.concat([Buffer.alloc(16), bytes.subarray(16)]));
    const journal = openTestJournal(headless);
    expect(sequencesOf(journal.read(0))).toEqual([]);
    expect(readdirSync(headless).filter((name) => name.endsWith(".damaged"))).toHaveLength(1);
    expect(put(journal, "k")).toBe(3);
    const stateless = copy(bytes);
    truncateSync(join(stateless, "state"), 7);
    expect(sequencesOf(openTestJournal(stateless).read(0))).toEqual([1, 2]);
    const newer = Buffer.from(bytes);
    newer.writeUInt8(2, 7);
    newer.writeUInt32LE((await import("node:zlib")).crc32(newer.subarray(0, 12)), 12);
    expect(() => openTestJournal(copy(newer))).toThrow("was written by a newer version; this one cannot read it");
  });

  it("kill -9 loses nothing whose append had returned, and leaves no lock", { timeout: 60_000 }, async () => {
    const folder = newFolder();
    let told = 0;
    for (const lines of [1, 40, 700]) {
      const child = spawn(command[0] ?? "", [...command.slice(1), folder, '{"segmentBytes":20000}', "1000000"]);
      let seen = 0;
      for await (const line of createInterface(child.stdout)) {
        told = Number(line.split(" ")[0]);
        if (++seen === lines) child.kill("SIGKILL");
      }
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      const journal = openTestJournal(folder, { segmentBytes: 20_000 });
      expect(journal.last()).toBeGreaterThanOrEqual(told);
      expect(sequencesOf(journal.read(0))).toEqual(Array.from({ length: journal.last() }, (_, n) => n + 1));
      await journal.close();
    }
    expect(told).toBeGreaterThan(740);
  });
});

interface Outcome {
  taken: Map<number, string>;
  refused: string[];
  dropped: number;
}

function outcomeOf(output: string): Outcome {
  const outcome: Outcome = { taken: new Map(), refused: [], dropped: 0 };
  for (const line of output.trim().split("\n")) {
    const [first = "", second = ""] = line.split(" ");
    if (first === "dropped") outcome.dropped = Number(second);
    else if (first === "-") outcome.refused.push(second);
    else outcome.taken.set(Number(first), second);
  }
  return outcome;
}

describe("without room on the disk", () => {
  it("a write that is cut short leaves whole entries only, and the process lives", { timeout: 60_000 }, () => {
    const folder = newFolder();
    // dash and bash count in units of their own: a file is at most 16 or 32 KiB.
    const { stdout, status } = spawnSync(
      "sh",
      ["-c", 'ulimit -f 32; exec "$@"', "sh", ...command, folder, "{}", "400"],
      {
        encoding: "utf8",
      },
    );
    expect(status).toBe(0);
    const { taken, refused, dropped } = outcomeOf(stdout);
    expect(refused).toContain("k");
    const journal = openTestJournal(folder);
    expect(journal.said).toEqual([]);
    const kept = [...taken].filter(([, topic]) => topic === "k").map(([sequence]) => sequence);
    const read = [...journal.read(0)];
    expect(sequencesOf(read.filter(({ topic }) => topic === "k"))).toEqual(kept);
    const measurements = [...taken].filter(([, topic]) => topic === "m").length;
    const left = read.filter(({ topic }) => topic === "m").length;
    expect(dropped).toBe(measurements - left + refused.length);
  });

  it("tells that gathered entries could not be written, and then refuses each", { timeout: 60_000 }, () => {
    const folder = newFolder();
    const limited = ["-c", 'ulimit -f 32; exec "$@"', "sh", ...command, folder, '{"gathers":40}', "401"];
    const { stdout, status } = spawnSync("sh", limited, { encoding: "utf8" });
    expect(status).toBe(0);
    const { taken, refused, dropped } = outcomeOf(stdout);
    expect(taken.size + refused.length).toBe(401);
    expect(refused.length).toBeGreaterThan(80);
    expect(dropped).toBe(0);
    const read = sequencesOf(openTestJournal(folder).read(0));
    expect(read).toEqual(expect.arrayContaining([...taken.keys()]));
    expect(new Set(read).size).toBe(read.length);
  });

  const mount = 'mkdir -p "$0" && mount -t tmpfs -o size=400k tmpfs "$0" && exec "$@"';
  const canMount = spawnSync("unshare", ["-rm", "sh", "-c", mount, newFolder(), "true"]).status === 0;

  it.skipIf(!canMount)("of a full disk the oldest measurements go, and nothing else", { timeout: 60_000 }, () => {
    const disk = newFolder();
    const copyOut = newFolder();
    const run = [...command, join(disk, "journal"), '{"segmentBytes":20000}', "1400"];
    const script = `${mount.replace('exec "$@"', '"$@"')}; code=$?; cp -r "$0/journal" "${copyOut}/"; exit $code`;
    const { stdout, status } = spawnSync("unshare", ["-rm", "sh", "-c", script, disk, ...run], { encoding: "utf8" });
    expect(status).toBe(0);
    const { taken, refused, dropped } = outcomeOf(stdout);
    const journal = openTestJournal(join(copyOut, "journal"));
    const read = [...journal.read(0)];
    const kept = [...taken].filter(([, topic]) => topic === "k").map(([sequence]) => sequence);
    expect(sequencesOf(read.filter(({ topic }) => topic === "k"))).toEqual(kept);
    const measurements = [...taken].filter(([, topic]) => topic === "m");
    const left = sequencesOf(read.filter(({ topic }) => topic === "m"));
    expect(left).toEqual(measurements.slice(measurements.length - left.length).map(([sequence]) => sequence));
    expect(measurements.length).toBeGreaterThan(left.length);
    expect(dropped).toBe(measurements.length - left.length + refused.length);
  });
});

import { pbkdf2 } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeLines } from "./lines";

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "phaseboard-lines-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Keeps all threads that open files busy. */
const slowDisk = () => Promise.all(Array.from({ length: 8 }, () => promisify(pbkdf2)("a", "b", 1_000, 32, "sha512")));

async function* endless() {
  for (;;) {
    yield "a line";
    await turn();
  }
}

describe("lines of a backup", () => {
  it("leaves nothing behind, at whatever step it is ended", async () => {
    for (let turns = 0; turns < 20; turns++) {
      const ended = new AbortController();
      const slow = turns % 2 === 0 ? slowDisk() : null;
      const writing = expect(writeLines(join(dir, "backup.gz"), endless(), ended.signal)).rejects.toThrow(
        "nothing was written",
      );
      for (let at = 0; at < turns; at++) await turn();
      ended.abort();
      await writing;
      await slow;
      expect(await readdir(dir)).toEqual([]);
    }
  });
});

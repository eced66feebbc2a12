import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { connectionsWithin, openFileLimit } from "./open-files";

describe("openFileLimit", () => {
  it("reads the soft limit, as Linux shows it", async () => {
    const file = join(await mkdtemp(join(tmpdir(), "limits-")), "limits");
    const lines = ["Limit                     Soft Limit           Hard Limit           Units"];
    lines.push("Max processes             95863                95863                processes");
    lines.push("Max open files            1024                 524288               files");
    await writeFile(file, lines.join("\n"));
    expect(await openFileLimit(file)).toBe(1_024);
  });

  it("is not known where the system does not say", async () => {
    expect(await openFileLimit("/nowhere/limits")).toBeNull();
  });
});

describe("connectionsWithin", () => {
  it.each([
    [null, 20_000],
    [1_000_000, 20_000],
    [20_000, 19_872],
    [1_024, 896],
    [100, 50],
  ])("leaves files for everything else: of %s files %i are connections", (files, connections) => {
    expect(connectionsWithin(files, 20_000, 128)).toBe(connections);
  });
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { record, testMeter } from "../ocmf/test-ocmf";

const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "phaseboard-ocmf-"));
const meter = testMeter("secp384r1");

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const key = file("key.pem", String(meter.publicKey.export({ type: "spki", format: "pem" })));
const good = file("good.txt", record(meter));
const mixed = file("mixed.txt", `${record(meter)}\n${record(meter).replace("112.6", "112.7")}\n`);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "lib/cli/ocmf.ts", ...args], { cwd: root, encoding: "utf8" });

describe("npm run ocmf -- verify", { timeout: 60_000 }, () => {
  test("ends with 0 where every verdict begins with valid", () => {
    const { status, stdout } = run("verify", good, "--key", key);
    expect(stdout).toMatch(/^valid: signed with this key \(T1, 12\.500 kWh, key [0-9a-f]{16}\)\n$/);
    expect(status).toBe(0);
  });

  test("has a line for each record, the verdict first, and ends with 1 where one is not valid", () => {
    const { status, stdout } = run("verify", mixed, "--key", key);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.map((line) => line.split(": ")[0])).toEqual(["valid", "invalid"]);
    expect(status).toBe(1);
  });

  test("says that there is no key", () => {
    const { status, stdout } = run("verify", good);
    expect(stdout).toMatch(/^no key: /);
    expect(status).toBe(1);
  });

  test("tells the same as JSON", () => {
    const { status, stdout } = run("verify", mixed, "--key", key, "--json");
    expect(JSON.parse(stdout)).toMatchObject([
      { verdict: "valid", reasons: ["signed"], energyWh: 12_500, startedAt: "2026-03-02T07:15:00.000Z" },
      { verdict: "invalid", reasons: ["otherSignature"] },
    ]);
    expect(status).toBe(1);
  });

  test.each([
    ["nothing", []],
    ["no file", ["verify"]],
    ["two files", ["verify", good, mixed]],
    ["a file that is not there", ["verify", join(folder, "none.txt")]],
    ["a key that is not there", ["verify", good, "--key", join(folder, "none.pem")]],
    ["another act", ["sign", good]],
    ["an option that is not known", ["verify", good, "--curve", "secp384r1"]],
  ])("ends with 2 when asked for %s", (_, args) => {
    const { status, stdout, stderr } = run(...args);
    expect(stderr).toContain("npm run ocmf -- verify");
    expect(stdout).toBe("");
    expect(status).toBe(2);
  });
});

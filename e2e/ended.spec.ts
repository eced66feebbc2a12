import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "./free-port";
import { databaseOf, family, lives, processes, startProduct } from "./product";

let dataDir: string;
let group = 0;

test.beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "phaseboard-ended-"));
});
test.afterEach(() => {
  if (group && lives(group)) process.kill(group, "SIGKILL");
  for (const { pid } of databaseOf(dataDir)) process.kill(pid, "SIGINT");
});
test.afterAll(async () => {
  await expect.poll(() => databaseOf(dataDir)).toEqual([]);
  rmSync(dataDir, { recursive: true, force: true });
});

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"] as const)
  test(`${signal} to npm alone ends everything that npm start has started`, async () => {
    const ports = { PORT: String(await freePort()), GATEWAY_PORT: String(await freePort()) };
    const npm = await startProduct({ ...ports, PHASEBOARD_DATA_DIR: dataDir });
    group = -npm.pid;
    const started = [...family(npm.pid), ...databaseOf(dataDir)];
    for (const part of ["start.ts", "gateway.ts", "simulate.ts", "next", "postgres"])
      expect(
        started.some(({ command }) => command.includes(part)),
        part,
      ).toBe(true);
    const left = () => {
      const all = processes();
      return started.filter(({ pid, command }) => all.some((each) => each.pid === pid && each.command === command));
    };
    process.kill(npm.pid, signal);
    await expect.poll(left, { timeout: 30_000 }).toEqual([]);
    expect(databaseOf(dataDir)).toEqual([]);
  });

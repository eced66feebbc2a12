import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ServiceManager, serviceManager } from "./systemd";

let dir: string;
let logged: string[];
const managers: ServiceManager[] = [];
const patience = { timeout: 20_000, interval: 10 };

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "systemd-"));
  logged = [];
});
afterEach(async () => {
  for (const manager of managers.splice(0)) await manager.stopping();
  rmSync(dir, { recursive: true, force: true });
});

/** A program of that name that notes what it was told and where; there is no systemd where the tests run. */
function begin(env: Record<string, string>, program = `#!/bin/sh\necho "$NOTIFY_SOCKET $*" >> ${dir}/told\n`) {
  writeFileSync(join(dir, "systemd-notify"), program, { mode: 0o755 });
  const given: NodeJS.ProcessEnv = { NODE_ENV: "test", PATH: `${dir}:${process.env.PATH}`, ...env };
  const manager = serviceManager(given, pino({}, { write: (line: string) => logged.push(JSON.parse(line).msg) }));
  managers.push(manager);
  return { manager, given };
}

const told = () => {
  const file = join(dir, "told");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
};

describe("a service that systemd runs", () => {
  it("tells that it is ready, feeds the watchdog only while every part answers, and tells that it ends", async () => {
    const { manager, given } = begin({ NOTIFY_SOCKET: "/run/sample", WATCHDOG_USEC: "200000" });
    expect(given).not.toHaveProperty("NOTIFY_SOCKET");
    expect(given).not.toHaveProperty("WATCHDOG_USEC");
    expect(told()).toEqual([]);
    let answers = false;
    await manager.ready(() => answers);
    expect(told()).toEqual(["/run/sample READY=1"]);
    await expect.poll(() => logged.length, patience).toBeGreaterThan(3);
    expect(told()).toHaveLength(1);
    answers = true;
    await expect.poll(() => told().length, patience).toBeGreaterThan(3);
    await manager.stopping();
    await expect.poll(() => told().filter((line) => line === "/run/sample STOPPING=1"), patience).toHaveLength(1);
    expect(new Set(told().slice(1))).toEqual(new Set(["/run/sample WATCHDOG=1", "/run/sample STOPPING=1"]));
    expect(new Set(logged)).toEqual(new Set(["a part does not answer: the watchdog is not fed"]));
  });

  it("goes on where systemd cannot be told, and says so", async () => {
    const { manager } = begin({ NOTIFY_SOCKET: "/run/sample" }, "#!/bin/sh\nexit 1\n");
    await manager.ready(() => true);
    expect(logged).toEqual(["systemd could not be told"]);
  });

  it("tells nobody anything elsewhere", async () => {
    const { manager } = begin({ WATCHDOG_USEC: "100000" });
    await manager.ready(() => true);
    await manager.stopping();
    expect(told()).toEqual([]);
  });
});

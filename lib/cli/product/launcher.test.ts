import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const launcher = JSON.stringify(fileURLToPath(new URL("./launcher.ts", import.meta.url)));
const patience = { timeout: 30_000, interval: 20 };
let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "launcher-"));
});
afterEach(() => {
  for (const name of ["script", "direct"]) if (lives(pidOf(name))) process.kill(pidOf(name), "SIGKILL");
  rmSync(dir, { recursive: true, force: true });
});

const lives = (pid: number) => {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    // No such process, which is the question.
    return false;
  }
};
const pidOf = (name: string) => {
  const file = join(dir, `${name}.pid`);
  return existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
};

/** A process that runs `command` in a shell, as npm does with a script, and then waits for ever. */
async function runner(name: string, command: string, env: Record<string, string>) {
  writeFileSync(
    join(dir, `${name}.ts`),
    `import { writeFileSync } from "node:fs";
import { endWithNpm } from ${launcher};
endWithNpm(() => process.exit());
setInterval(() => undefined, 1000);
writeFileSync(${JSON.stringify(join(dir, `${name}.pid`))}, String(process.pid));`,
  );
  const run = `require("node:child_process").spawn("sh", ["-c", ${JSON.stringify(command)}], { stdio: "inherit" })`;
  const child = spawn(process.execPath, ["-e", run], {
    env: { PATH: process.env.PATH, NODE_ENV: process.env.NODE_ENV, ...env },
    stdio: ["ignore", "inherit", "inherit"],
  });
  await expect.poll(() => pidOf(name), patience).toBeGreaterThan(0);
  return child;
}

describe("a process that npm runs as a script", { timeout: 60_000 }, () => {
  it.each([
    ["with nothing between them", "exec ", ""],
    ["with a shell that stays between them", "", "; :"],
  ])("ends when npm is killed, %s; one that was started otherwise does not", async (_words, before, after) => {
    const command = (name: string) => `${before}${process.execPath} --import tsx ${join(dir, name)}.ts${after}`;
    const npm = await runner("script", command("script"), { npm_lifecycle_event: "start" });
    const other = await runner("direct", command("direct"), {});
    for (const child of [npm, other]) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    await expect.poll(() => lives(pidOf("script")), patience).toBe(false);
    expect(lives(pidOf("direct"))).toBe(true);
  });
});

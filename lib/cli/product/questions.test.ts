import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Supervised, supervise } from "./supervise";

const patience = { timeout: 30_000, interval: 20 };
const parentProcess = JSON.stringify(fileURLToPath(new URL("../../server/base/parent-process.ts", import.meta.url)));
let dir: string;
let logged: { part?: string; silentMs?: number; msg: string }[];
const parts: Supervised[] = [];
const processes: ChildProcess[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "questions-"));
  logged = [];
});
afterEach(async () => {
  for (const child of processes.splice(0)) {
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await Promise.all(parts.splice(0).map((part) => part.stop()));
  rmSync(dir, { recursive: true, force: true });
});

const lines = (name: string) => {
  const file = join(dir, name);
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").filter(Boolean) : [];
};

/** A real part of the product's kind: notes its start, answers by its event loop, notes each question; `rest` is its work. */
function program(rest = ""): string {
  const module = join(dir, "part.ts");
  writeFileSync(
    module,
    `import { appendFileSync } from "node:fs";
import { endWithParent, tellReady } from ${parentProcess};
const note = (name, text) => appendFileSync(${JSON.stringify(dir)} + "/" + name, text + "\\n");
const block = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
note("starts", String(process.pid));
endWithParent(() => process.exit());
process.on("message", () => note("questions", String(process.pid)));
setInterval(() => undefined, 1000);
${rest || "tellReady();"}`,
  );
  return module;
}

function begin(module: string, rules: { everyMs: number; startMs?: number }): Supervised {
  const log = pino({}, { write: (line: string) => logged.push(JSON.parse(line)) });
  const questions = { unanswered: 5, startMs: 60_000, ...rules };
  const part = supervise({ name: "sample", module, nodeArgs: ["--import", "tsx"], env: {}, log, questions });
  parts.push(part);
  return part;
}

describe("a supervised program that is asked", { timeout: 60_000 }, () => {
  it("and hangs is killed, started again, and told with how long it was silent", async () => {
    const part = begin(program(), { everyMs: 200 });
    await part.ready;
    await expect.poll(() => part.answering(), patience).toBe(true);
    const hanging = Number(part.pid());
    process.kill(hanging, "SIGSTOP");
    await expect.poll(() => part.answering(), patience).toBe(false);
    await expect.poll(() => lines("starts").length, patience).toBeGreaterThan(1);
    await expect.poll(() => part.answering(), patience).toBe(true);
    expect(part.pid()).not.toBe(hanging);
    const [told] = logged;
    expect(told).toMatchObject({ part: "sample", msg: expect.stringContaining("hung and was killed") });
    // Five questions, the first of which a busy machine may have asked late.
    expect(told?.silentMs).toBeGreaterThanOrEqual(800);
    expect(logged).toHaveLength(lines("starts").length - 1);
  });

  it("is left alone while it is busy, and while it has not come up yet", async () => {
    // Silent for longer than the limit before it is up, then for two questions out of three.
    const busy = `block(1_500);
setTimeout(() => { tellReady(); setInterval(() => block(1_000), 1_500); }, 1_500);`;
    const part = begin(program(busy), { everyMs: 500 });
    await part.ready;
    await expect.poll(() => lines("questions").length, patience).toBeGreaterThan(20);
    expect(lines("starts")).toHaveLength(1);
    expect(logged).toEqual([]);
  });

  it("and never comes up is killed after its time for that", async () => {
    const part = begin(program("block(600_000);"), { everyMs: 100, startMs: 2_000 });
    await expect(part.ready).rejects.toThrow("sample ended before it was ready: signal SIGKILL");
  });
});

describe("a supervisor that stood still", { timeout: 60_000 }, () => {
  it("kills nobody for it, alone or together with its program", async () => {
    const file = fileURLToPath(new URL("./test-supervisor.ts", import.meta.url));
    const args = ["--import", "tsx", file, program(), "200"];
    const supervisor = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    processes.push(supervisor);
    let said = "";
    supervisor.stdout.on("data", (text) => {
      said += text;
    });
    const asked = async (more: number) => {
      const before = lines("questions").length;
      await expect.poll(() => lines("questions").length, patience).toBeGreaterThan(before + more);
    };
    await asked(2);
    const child = Number(lines("starts")[0]);
    for (const stopped of [[supervisor.pid], [supervisor.pid, child]]) {
      for (const pid of stopped) process.kill(Number(pid), "SIGSTOP");
      // Longer than five questions.
      await sleep(2_500);
      for (const pid of stopped) process.kill(Number(pid), "SIGCONT");
      await asked(7);
    }
    expect(lines("starts")).toEqual([String(child)]);
    expect(said).toBe("");
    // And it would have done it.
    process.kill(child, "SIGSTOP");
    await expect.poll(() => lines("starts").length, patience).toBeGreaterThan(1);
    expect(said).toContain("hung and was killed");
  });
});

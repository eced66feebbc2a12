import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLog } from "../../server/base/log";
import { type Supervised, supervise } from "./supervise";

let dir: string;
const running: Supervised[] = [];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "supervise-"));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((part) => part.stop()));
  rmSync(dir, { recursive: true, force: true });
});

/** A program that notes its start, says that it is ready, and runs until it is ended. */
const program = (starts: string) =>
  `require("node:fs").appendFileSync(${JSON.stringify(starts)}, process.pid + "\\n"); process.send({ ready: true }); setInterval(() => {}, 1000);`;

function begin(name: string, ending?: AbortSignal, text?: string, retried?: boolean) {
  const starts = join(dir, `${name}.starts`);
  const module = join(dir, `${name}.cjs`);
  writeFileSync(module, text ?? program(starts));
  const part = supervise({ name, module, env: {}, log: createLog("test", "silent"), ending, retried });
  running.push(part);
  return { part, pids: () => readFileSync(starts, "utf8").trim().split("\n") };
}

const gone = (pid: number) => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    // No such process, which is the question.
    return true;
  }
};

describe("a supervised program", () => {
  it("is started again when it is killed, and ended by stop", async () => {
    const { part, pids } = begin("sample");
    await part.ready;
    process.kill(Number(part.pid()), "SIGKILL");
    await vi.waitFor(() => expect(pids()).toHaveLength(2), { timeout: 20_000 });
    const pid = Number(pids()[1]);
    await part.stop();
    expect(gone(pid)).toBe(true);
    expect(pids()).toHaveLength(2);
  });

  it("says how it ended when that was before it was ready", async () => {
    const { part } = begin("sample", undefined, "process.exit(3)");
    await expect(part.ready).rejects.toThrow("sample ended before it was ready: exit code 3");
  });

  it("is tried again after that, where it may come later", async () => {
    const marker = JSON.stringify(join(dir, "tried"));
    const once = `const fs = require("node:fs"); if (!fs.existsSync(${marker})) { fs.writeFileSync(${marker}, ""); process.exit(3); }`;
    const { part, pids } = begin("late", undefined, `${once} ${program(join(dir, "late.starts"))}`, true);
    await expect(part.ready).rejects.toThrow("late ended before it was ready: exit code 3");
    await vi.waitFor(() => expect(pids()).toHaveLength(1), { timeout: 20_000 });
    expect(part.answering()).toBe(true);
  });

  it("is not started again once the product ends", async () => {
    const ending = new AbortController();
    const ended = begin("ended", ending.signal);
    const control = begin("control");
    await Promise.all([ended.part.ready, control.part.ready]);
    ending.abort();
    process.kill(Number(ended.part.pid()), "SIGTERM");
    await vi.waitFor(() => expect(gone(Number(ended.part.pid()))).toBe(true), { timeout: 20_000 });
    process.kill(Number(control.part.pid()), "SIGTERM");
    // It died later and is back: by then the other one would be, too.
    await vi.waitFor(() => expect(control.pids()).toHaveLength(2), { timeout: 20_000 });
    expect(ended.pids()).toHaveLength(1);
  });
});

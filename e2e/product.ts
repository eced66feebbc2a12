import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { expect } from "@playwright/test";

export interface Process {
  pid: number;
  parent: number;
  command: string;
}

export function processes(): Process[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** A process and all that it has started, itself first. */
export function family(pid: number, all = processes()): Process[] {
  const children = all.filter(({ parent }) => parent === pid).flatMap((child) => family(child.pid, all));
  return [...all.filter((each) => each.pid === pid), ...children];
}

/** The processes of the embedded database of a data folder. */
export const databaseOf = (dataDir: string): Process[] =>
  processes().filter(({ command }) => command.includes(dataDir) && command.includes("postgres"));

/** Whether a process, or with a negative number a group of them, is there. */
export function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // Nobody is there to be asked: it has ended.
    return false;
  }
}

/** `npm start` in a process group of its own; resolves when it says that it is ready. */
export async function startProduct(env: Record<string, string>): Promise<ChildProcess & { pid: number }> {
  let printed = "";
  const product = spawn("npm", ["start"], {
    env: { ...process.env, PHASEBOARD_SAMPLE_HISTORY: "off", ...env },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const { pid } = product;
  if (pid === undefined) throw new Error("npm was not started.");
  product.stdout.on("data", (text) => {
    printed += text;
  });
  await expect.poll(() => printed, { timeout: 100_000 }).toContain("Phaseboard is ready");
  return Object.assign(product, { pid });
}

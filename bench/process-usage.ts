import { readdirSync, readFileSync } from "node:fs";

// Linux counts CPU time in hundredths of a second for every program that asks.
const ticksPerSecond = 100;

/** CPU time of a process so far, in s. Linux alone. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/** Memory that a process holds now, in bytes. Linux alone. */
export function residentBytes(pid: number): number {
  const found = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1] ?? Number.NaN) * 1024;
}

/** The process among our own children whose command line has `words`. */
export function childWith(words: string): number {
  const threads = readdirSync("/proc/self/task");
  const children = threads.flatMap((thread) =>
    readFileSync(`/proc/self/task/${thread}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number),
  );
  const found = children.find((pid) => readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(words));
  if (found === undefined) throw new Error(`No child process is ${words}.`);
  return found;
}

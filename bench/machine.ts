import { cpus, totalmem } from "node:os";

/** The machine and day that figures belong to, for the table in README. */
export function machine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${cores.length} x ${cores[0]?.model.trim() ?? "unknown"}, ${memory} GiB, Node ${process.version}, ${day}`;
}

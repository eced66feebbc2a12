import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

function onPath(name: string): string | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  for (const folder of folders) {
    const file = join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder: the next one may have it
    }
  }
  return null;
}

function postgresql(): string | null {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
  for (const version of versions.map(Number).sort((a, b) => b - a)) {
    const file = `/usr/lib/postgresql/${version}/bin/postgres`;
    if (version >= 15 && existsSync(file)) return file;
  }
  return onPath("postgres");
}

/** A program that the tests drive for real, where it is looked for, and what a person installs where it is missing. */
interface SystemPackage {
  name: string;
  debian: string[];
  elsewhere: string;
  find(): string | null;
}

export const systemPackages: readonly SystemPackage[] = [
  {
    name: "Chromium",
    debian: ["chromium", "fonts-liberation"],
    elsewhere: "Chromium or Google Chrome, its path in CHROMIUM_PATH",
    find: () =>
      process.env.CHROMIUM_PATH ?? onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome"),
  },
  {
    name: "Mosquitto",
    debian: ["mosquitto"],
    elsewhere: "the Mosquitto broker 2.x, `mosquitto` on the PATH",
    find: () => onPath("mosquitto"),
  },
  {
    name: "PostgreSQL 15 or newer",
    debian: ["postgresql"],
    elsewhere: "PostgreSQL 15 or newer, `postgres` and `initdb` on the PATH",
    find: postgresql,
  },
  {
    name: "OpenSSL",
    debian: ["openssl"],
    elsewhere: "OpenSSL 3, `openssl` on the PATH",
    find: () => onPath("openssl"),
  },
];

function run(command: string[]): boolean {
  const [program, ...args] = command;
  if (program === undefined) return false;
  return (
    spawnSync(program, args, { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } })
      .status === 0
  );
}

/**
 * Looks for the programs that the tests need and installs the missing ones with apt where that is possible.
 * @returns what is still missing, each with what to do; empty: all is there.
 */
export function provideSystemPackages(): string[] {
  const missing = systemPackages.filter((one) => one.find() === null);
  if (missing.length === 0) return [];
  if (onPath("apt-get")) {
    const root = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
    const names = missing.flatMap((one) => one.debian);
    console.log(`installing ${names.join(", ")}`);
    run([...root, "apt-get", "update", "-q"]);
    run([...root, "apt-get", "install", "-y", "-q", "--no-install-recommends", ...names]);
  }
  return missing
    .filter((one) => one.find() === null)
    .map(
      (one) => `${one.name} is missing. Debian: apt-get install ${one.debian.join(" ")}. Elsewhere: ${one.elsewhere}.`,
    );
}

import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder on a file system of its own, that can be filled to the last byte. */
export interface SmallDisk {
  dir: string;
  fill(): void;
  empty(): void;
  remove(): void;
}

/** Mounts one of so many MB; null: this user may not (it takes root). */
export function mountSmallDisk(megabytes: number): SmallDisk | null {
  const folder = mkdtempSync(join(tmpdir(), "phaseboard-disk-"));
  const dir = join(folder, "disk");
  mkdirSync(dir);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", dir], { stdio: "ignore" });
  } catch {
    // Not root, or no such right in this container: the caller leaves the full disk out.
    rmSync(folder, { recursive: true });
    return null;
  }
  execFileSync("chmod", ["755", folder]);
  const ballast = join(dir, "ballast");
  return {
    dir,
    fill() {
      const file = openSync(ballast, "a");
      try {
        for (let bytes = 1 << 20; bytes > 0; ) {
          try {
            if (writeSync(file, Buffer.alloc(bytes)) < bytes) bytes >>= 1;
          } catch {
            // No space for so much: perhaps for less.
            bytes >>= 1;
          }
        }
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      execFileSync("umount", ["-l", dir]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

import { execFile } from "node:child_process";
import { lookup } from "node:dns/promises";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { scryptHash } from "./hashing";

const options = { N: 16, r: 1, p: 1, maxmem: 2 ** 20 };

describe("scryptHash", { timeout: 60_000 }, () => {
  it("gives the key of RFC 7914, section 12", async () => {
    const key = await scryptHash({ password: "", salt: Buffer.alloc(0), keyLength: 64, options });
    expect(key.toString("hex")).toBe(
      "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
    );
  });

  it("rejects what scrypt refuses, and goes on", async () => {
    const wrong = { password: "x", salt: Buffer.alloc(16), keyLength: 32, options: { ...options, N: 15 } };
    await expect(scryptHash(wrong)).rejects.toThrow();
    expect(await scryptHash({ ...wrong, options })).toHaveLength(32);
  });

  it("leaves files and names their threads, however many passwords wait", async () => {
    const ended: string[] = [];
    const costly = { N: 2 ** 14, r: 8, p: 1, maxmem: 2 ** 26 };
    const hashes = Array.from({ length: 12 }, () =>
      scryptHash({ password: "x", salt: Buffer.alloc(16), keyLength: 32, options: costly }).then(() => {
        ended.push("hash");
      }),
    );
    await Promise.all([readFile(import.meta.filename), lookup("localhost")]);
    ended.push("others");
    await Promise.all(hashes);
    expect(ended.indexOf("others")).toBeLessThan(8);
  });

  it("lets a command end that has hashed", async () => {
    const url = JSON.stringify(join(import.meta.dirname, "hashing.ts"));
    const code = `import { scryptHash } from ${url}; const key = await scryptHash({ password: "x", salt: Buffer.alloc(16), keyLength: 4, options: ${JSON.stringify(options)} }); process.stdout.write(String(key.length));`;
    const args = ["--import", "tsx", "--input-type=module", "-e", code];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 30_000 });
    expect(stdout).toBe("4");
  });
});

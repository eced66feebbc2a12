import { X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeAuthority, makeServerCertificate } from "./make-certificate";
import { authorityFile, bindAddress, ensureTls, ownTls } from "./tls-files";

const dayMs = 86_400_000;
const now = Date.parse("2026-11-22T12:00:00Z");
let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "gateway-tls-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("ensureTls", () => {
  it("makes an authority and a certificate that names all of loopback", async () => {
    const made = await ensureTls(dir, "localhost", now);
    const certificate = new X509Certificate(made.cert);
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(certificate.verify(new X509Certificate(await readFile(authorityFile(dir), "utf8")).publicKey)).toBe(true);
  });

  it("names a public host, and loopback for the dashboard beside it", async () => {
    const certificate = new X509Certificate((await ensureTls(dir, "gateway.example", now)).cert);
    expect(certificate.checkHost("gateway.example")).toBe("gateway.example");
    expect(certificate.checkHost("localhost")).toBe("localhost");
    expect(certificate.checkHost("elsewhere.example")).toBeUndefined();
  });

  it("keeps keys from everybody else, and leaves nothing half-written", async () => {
    await ensureTls(dir, "localhost", now);
    expect((await readdir(join(dir, "tls"))).sort()).toEqual(["ca-key.pem", "ca.pem", "server-key.pem"]);
    for (const name of ["ca-key.pem", "server-key.pem"]) {
      expect((await stat(join(dir, "tls", name))).mode & 0o777).toBe(0o600);
    }
    expect(await readFile(authorityFile(dir), "utf8")).not.toContain("PRIVATE KEY");
  });

  it("stays the same while it is good", async () => {
    const first = await ensureTls(dir, "localhost", now);
    expect(await ensureTls(dir, "localhost", now + 300 * dayMs)).toEqual(first);
  });

  it("renews before the end, under the same authority", async () => {
    const first = await ensureTls(dir, "localhost", now);
    const later = now + 370 * dayMs;
    const second = await ensureTls(dir, "localhost", later);
    expect(second.cert).not.toBe(first.cert);
    expect(second.ca).toBe(first.ca);
    expect(Date.parse(new X509Certificate(second.cert).validTo)).toBeGreaterThan(later + 360 * dayMs);
  });

  it("renews when the host has another name, or the file was damaged", async () => {
    const first = await ensureTls(dir, "localhost", now);
    const second = await ensureTls(dir, "gateway.example", now);
    expect(second.cert).not.toBe(first.cert);
    await writeFile(join(dir, "tls", "server-key.pem"), "-----BEGIN CERT");
    expect(new X509Certificate((await ensureTls(dir, "gateway.example", now)).cert).checkHost("gateway.example")).toBe(
      "gateway.example",
    );
  });

  it("agrees on one authority when two processes start at once", async () => {
    const both = await Promise.all([ensureTls(dir, "localhost", now), ensureTls(dir, "localhost", now)]);
    expect(both[0].ca).toBe(both[1].ca);
  });
});

describe("ownTls", () => {
  it("takes files that fit, and names what does not", async () => {
    const authority = await makeAuthority(now);
    const own = await makeServerCertificate(authority, ["gateway.example"], now, 90);
    const other = await makeServerCertificate(authority, ["gateway.example"], now, 90);
    const [certFile, keyFile, otherKey] = ["cert.pem", "key.pem", "other.pem"].map((name) => join(dir, name));
    if (!certFile || !keyFile || !otherKey) throw new Error("no names");
    await Promise.all([writeFile(certFile, own.cert), writeFile(keyFile, own.key), writeFile(otherKey, other.key)]);
    expect((await ownTls(certFile, keyFile, "gateway.example", now)).key).toBe(own.key);
    await expect(ownTls(certFile, otherKey, "gateway.example", now)).rejects.toThrow("another certificate");
    await expect(ownTls(certFile, keyFile, "elsewhere.example", now)).rejects.toThrow(
      "does not name elsewhere.example",
    );
  });
});

describe("bindAddress", () => {
  it("opens to the network only what has a name there", () => {
    expect(bindAddress("localhost", false)).toBe("127.0.0.1");
    expect(bindAddress("gateway.example", true)).toBe("127.0.0.1");
    expect(bindAddress("gateway.example", false)).toBeUndefined();
  });
});

import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { certificateFault } from "./certificate-fault";
import { makeAuthority, makeServerCertificate, type Pair } from "./make-certificate";

/** What the gateway's TLS server needs, PEM. */
export interface TlsMaterial extends Pair {
  /** The authority's certificate, which chargers and the dashboard are given to trust; null with a certificate of one's own. */
  ca: string | null;
}

const serverDays = 397;

/** Where the authority's certificate lies, to be handed to chargers. */
export function authorityFile(dataDir: string): string {
  return join(dataDir, "tls", "ca.pem");
}

const loopback = ["localhost", "127.0.0.1", "::1"];

/** The names a server certificate has to carry: the public one, and loopback's, on which the dashboard connects. */
function certificateHosts(host: string): string[] {
  return [host, ...loopback.filter((name) => name !== host)];
}

/** Where to listen: on loopback alone when that is all the name means, or when nobody else is to reach it. */
export function bindAddress(host: string, loopbackOnly: boolean): string | undefined {
  return loopbackOnly || loopback.includes(host) ? "127.0.0.1" : undefined;
}

async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

async function writeBeside(file: string, text: string, mode: number): Promise<string> {
  const temporary = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(temporary, text, { mode, flag: "wx" });
  return temporary;
}

/** Makes the file unless another process was faster. @returns whether ours is the one. */
async function createOnce(file: string, text: string, mode: number): Promise<boolean> {
  const temporary = await writeBeside(file, text, mode);
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function replace(file: string, text: string, mode: number): Promise<void> {
  await rename(await writeBeside(file, text, mode), file);
}

/** Certificate and key in one file, so that two processes that start at once can never mix theirs. */
async function pairIn(file: string): Promise<Pair | null> {
  const text = await readText(file);
  const cert = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(text ?? "")?.[0];
  const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(text ?? "")?.[0];
  return cert && key ? { cert, key } : null;
}

function joined(pair: Pair): string {
  return `${pair.cert.trim()}\n${pair.key.trim()}\n`;
}

async function authorityIn(dataDir: string, now: number): Promise<Pair> {
  const file = join(dataDir, "tls", "ca-key.pem");
  let pair = await pairIn(file);
  if (!pair) {
    await createOnce(file, joined(await makeAuthority(now)), 0o600);
    pair = await pairIn(file);
    if (!pair) throw new Error(`${file} holds no certificate with its key; move it away to have a new one made`);
  }
  const shown = authorityFile(dataDir);
  if ((await readText(shown))?.trim() !== pair.cert.trim()) await replace(shown, `${pair.cert.trim()}\n`, 0o644);
  return pair;
}

/**
 * The embedded gateway's own certificate under `{dataDir}/tls/`: made at the first start, together with the authority that signs
 * it, and made anew when less than 30 days of it are left or `host` has changed. Files with a key have mode 0600.
 */
export async function ensureTls(dataDir: string, host: string, now: number): Promise<TlsMaterial> {
  await mkdir(join(dataDir, "tls"), { recursive: true, mode: 0o755 });
  const authority = await authorityIn(dataDir, now);
  const file = join(dataDir, "tls", "server-key.pem");
  const hosts = certificateHosts(host);
  let pair = await pairIn(file);
  if (!pair || certificateFault(pair, authority.cert, hosts, now) !== null) {
    pair = await makeServerCertificate(authority, hosts, now, serverDays);
    await replace(file, joined(pair), 0o600);
  }
  return { cert: `${pair.cert.trim()}\n${authority.cert.trim()}\n`, key: pair.key, ca: authority.cert };
}

/**
 * A certificate (with its chain) and key of one's own.
 * @throws Error naming what is wrong with them; one that ends soon is no fault here, since only its owner can renew it.
 */
export async function ownTls(certFile: string, keyFile: string, host: string, now: number): Promise<TlsMaterial> {
  const [cert, key] = await Promise.all([readFile(certFile, "utf8"), readFile(keyFile, "utf8")]);
  const fault = certificateFault({ cert, key }, null, [host], now);
  if (fault !== null && !fault.startsWith("ends at")) throw new Error(`${certFile}: ${fault}`);
  return { cert, key, ca: null };
}

/** Only suites with forward secrecy and authenticated encryption; TLS 1.3 has no others, but its CCM is not offered either. */
const ciphers = [
  "TLS_AES_256_GCM_SHA384",
  "TLS_CHACHA20_POLY1305_SHA256",
  "TLS_AES_128_GCM_SHA256",
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
  "ECDHE-RSA-CHACHA20-POLY1305",
].join(":");

/** What a TLS server of the gateway is made of. */
export function tlsContext({ cert, key }: TlsMaterial) {
  return { cert, key, ciphers, minVersion: "TLSv1.2" as const };
}

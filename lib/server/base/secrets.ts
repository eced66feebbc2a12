import { hkdfSync, randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** What is derived from the one secret; each label gives a key of its own. */
export type SecretLabel = "store keys" | "sign-in" | "known browsers" | "gateway dashboard password";

/** 32 bytes for one purpose, derived from PHASEBOARD_SECRET (HKDF-SHA256, RFC 5869), so that one leak does not open the others. */
export function derive(secret: string, label: SecretLabel): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, "phaseboard", label, 32));
}

/** Reads the secret kept in `file`, or makes one (43 characters, mode 0600). For demo mode only. */
export function keptSecret(file: string): string {
  try {
    return readFileSync(/* turbopackIgnore: true */ file, "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const secret = randomBytes(32).toString("base64url");
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return secret;
}

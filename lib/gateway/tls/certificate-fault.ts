import { createPrivateKey, X509Certificate } from "node:crypto";
import { isIP } from "node:net";
import type { Pair } from "./make-certificate";

const dayMs = 86_400_000;

/** A server certificate is made anew this long before it ends. */
const renewBeforeMs = 30 * dayMs;

/** Why a server certificate can no longer be used, or not for long; null: it is good. */
export function certificateFault(
  pair: Pair,
  authority: string | null,
  hosts: readonly string[],
  now: number,
): string | null {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pair.cert);
    if (!certificate.checkPrivateKey(createPrivateKey(pair.key))) return "the key belongs to another certificate";
  } catch (error) {
    return `unreadable: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (authority !== null && !certificate.verify(new X509Certificate(authority).publicKey)) {
    return "signed by another authority";
  }
  const missing = hosts.find((host) =>
    isIP(host) ? !certificate.checkIP(host) : !certificate.checkHost(host, { subject: "never" }),
  );
  if (missing !== undefined) return `does not name ${missing}`;
  if (Date.parse(certificate.validFrom) > now) return `begins at ${certificate.validFrom}`;
  return Date.parse(certificate.validTo) - now < renewBeforeMs ? `ends at ${certificate.validTo}` : null;
}

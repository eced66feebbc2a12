import "reflect-metadata";
import * as x509 from "@peculiar/x509";

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

export interface Pair {
  cert: string;
  key: string;
}

export interface Authority {
  ca: string;
  /** A certificate for host names or addresses; `validMs` from now, negative: it has ended. */
  issue(names: string[], validMs?: number): Promise<Pair>;
}

let serial = 0;
const nextSerial = () => (++serial).toString(16).padStart(16, "0");

async function newKeys() {
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return { keys, pem: x509.PemConverter.encode(pkcs8, "PRIVATE KEY") };
}

/** A certificate authority for tests. */
export async function createAuthority(name = "Test authority"): Promise<Authority> {
  const { keys } = await newKeys();
  const day = 24 * 3_600_000;
  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: nextSerial(),
    name: `CN=${name}`,
    notBefore: new Date(Date.now() - 2 * day),
    notAfter: new Date(Date.now() + day),
    signingAlgorithm: algorithm,
    keys,
    extensions: [new x509.BasicConstraintsExtension(true, 0, true), new x509.KeyUsagesExtension(4 | 32, true)],
  });
  return {
    ca: ca.toString("pem"),
    issue: async (names, validMs = day) => {
      const own = await newKeys();
      const isAddress = (text: string) => /^[\d.]+$|:/.test(text);
      const cert = await x509.X509CertificateGenerator.create({
        serialNumber: nextSerial(),
        subject: `CN=${names[0]}`,
        issuer: ca.subject,
        notBefore: new Date(Date.now() - 2 * day),
        notAfter: new Date(Date.now() + validMs),
        signingAlgorithm: algorithm,
        publicKey: own.keys.publicKey,
        signingKey: keys.privateKey,
        extensions: [
          new x509.SubjectAlternativeNameExtension(
            names.map((value) => ({ type: isAddress(value) ? ("ip" as const) : ("dns" as const), value })),
          ),
        ],
      });
      return { cert: cert.toString("pem"), key: own.pem };
    },
  };
}

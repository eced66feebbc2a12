/** The curves of OCMF 1.4.1 ("Signature algorithms"), by the name that node:crypto has for them. */
export const curves = {
  prime192v1: { bytes: 24, oid: "06082a8648ce3d030101" },
  secp192k1: { bytes: 24, oid: "06052b8104001f" },
  prime256v1: { bytes: 32, oid: "06082a8648ce3d030107" },
  secp256k1: { bytes: 32, oid: "06052b8104000a" },
  brainpoolP256r1: { bytes: 32, oid: "06092b2403030208010107" },
  secp384r1: { bytes: 48, oid: "06052b81040022" },
  brainpoolP384r1: { bytes: 48, oid: "06092b240303020801010b" },
} as const;
export type Curve = keyof typeof curves;

export const curveNames = Object.keys(curves) as Curve[];

export const isCurve = (name: string): name is Curve => Object.hasOwn(curves, name);

const named: Readonly<Record<string, Curve>> = {
  secp192r1: "prime192v1",
  secp192k1: "secp192k1",
  secp256r1: "prime256v1",
  secp256k1: "secp256k1",
  secp384r1: "secp384r1",
  brainpool256r1: "brainpoolP256r1",
  brainpoolp256r1: "brainpoolP256r1",
  brainpool384r1: "brainpoolP384r1",
  brainpoolp384r1: "brainpoolP384r1",
};

/** The curve of a signature algorithm, `ECDSA-{curve}-SHA256`. Null: another algorithm. */
export function curveOf(algorithm: string): Curve | null {
  const [, name = ""] = /^ecdsa-([a-z0-9]+)-sha256$/.exec(algorithm.trim().toLowerCase()) ?? [];
  return Object.hasOwn(named, name) ? (named[name] ?? null) : null;
}

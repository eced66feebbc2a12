import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { type Curve, curves } from "./curves";

/** The names that OCMF has for the curves. */
export const algorithms: Readonly<Record<Curve, string>> = {
  prime192v1: "ECDSA-secp192r1-SHA256",
  secp192k1: "ECDSA-secp192k1-SHA256",
  prime256v1: "ECDSA-secp256r1-SHA256",
  secp256k1: "ECDSA-secp256k1-SHA256",
  brainpoolP256r1: "ECDSA-brainpool256r1-SHA256",
  secp384r1: "ECDSA-secp384r1-SHA256",
  brainpoolP384r1: "ECDSA-brainpool384r1-SHA256",
};

export interface TestMeter {
  curve: Curve;
  publicKey: KeyObject;
  /** SubjectPublicKeyInfo. */
  der: Buffer;
  /** 04, x, y. */
  point: Buffer;
  sign(payload: string, form?: "der" | "ieee-p1363"): Buffer;
}

export function testMeter(curve: Curve): TestMeter {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: curve });
  const der = publicKey.export({ type: "spki", format: "der" });
  return {
    curve,
    publicKey,
    der,
    point: der.subarray(der.length - 2 * curves[curve].bytes - 1),
    sign: (payload, dsaEncoding = "der") => sign("sha256", Buffer.from(payload), { key: privateKey, dsaEncoding }),
  };
}

type Fields = Readonly<Record<string, unknown>>;

const told = { ST: "G", RI: "1-0:1.8.0", RU: "kWh", EF: "" };
export const begin = { TM: "2026-03-02T08:15:00,000+0100 S", TX: "B", RV: 100.1, ...told };
export const end = { TM: "2026-03-02T10:00:00,000+0100 S", TX: "E", RV: 112.6, ...told };

/** What a meter of its own kind tells of a session; `RD` its readings. */
export const session = (RD: readonly Fields[] = [begin, end], more: Fields = {}): string =>
  JSON.stringify({ FV: "1.0", GI: "Sample", MS: "SAMPLE-1", PG: "T1", IS: false, ...more, RD });

/** A signed record. `section`: what of the signature section is otherwise; undefined leaves a field out. */
export function record(meter: TestMeter, payload: string = session(), section: Fields = {}): string {
  const SD = meter.sign(payload).toString("hex");
  return `OCMF|${payload}|${JSON.stringify({ SA: algorithms[meter.curve], SD, ...section })}`;
}

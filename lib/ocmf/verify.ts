import { type BillingFault, billedReadings, isWholeSession } from "./billing";
import { isNegative, minus, rounded } from "./decimal";
import { type PublicKey, readPublicKey } from "./public-key";
import { type Payload, readPayload } from "./read-payload";
import { readSignature, type SignatureSection } from "./read-signature";
import { type OcmfRecord, splitRecords } from "./split-records";
import { isSignatureOf } from "./verify-signature";

type Verdict = "valid" | "valid, not for billing" | "invalid" | "unsigned" | "no key" | "cannot be checked";

/** Why it is so; `signed`: nothing is wrong. */
export type Reason =
  | BillingFault
  | "signed"
  | "noRecord"
  | "noSignature"
  | "noKeyGiven"
  | "signatureSection"
  | "algorithm"
  | "encoding"
  | "unreadableKey"
  | "otherCurve"
  | "otherSignature"
  | "unreadablePayload";

/** What is known of one record. */
export interface Verified {
  verdict: Verdict;
  /** At least one. */
  reasons: Reason[];
  /** Of the key by which it was checked. */
  keyId: string | null;
  /** `T12`, `F3`. */
  page: string | null;
  /** ms. */
  startedAt: number | null;
  endedAt: number | null;
  /** Of the session, from its begin to its end: whole Wh. */
  energyWh: number | null;
}

interface Checked {
  verdict: Verdict | "rightlySigned";
  reason: Reason;
  key: PublicKey | null;
  payload: Payload | null;
}

/**
 * Verifies all records of a text (OCMF 1.4.1), each by itself; records that tell a session only together are billed together, if all of them are rightly signed.
 * @param key in any form that `readPublicKey` reads; null: none is known
 */
export function verifyOcmf(text: string, key: string | null): Verified[] {
  const checked = splitRecords(text).map((record) => check(record, key));
  const payloads = checked.map(({ payload }) => payload).filter((payload) => payload !== null);
  const areAllSigned = checked.every(({ verdict, payload }) => verdict === "rightlySigned" && payload !== null);
  const areParts = checked.length > 1 && areAllSigned && !payloads.some(isWholeSession);
  return checked.map((one) => told(one, areParts ? payloads : one.payload ? [one.payload] : []));
}

function check(record: OcmfRecord | null, key: string | null): Checked {
  if (record === null) return { verdict: "cannot be checked", reason: "noRecord", key: null, payload: null };
  const payload = readPayload(record.payload);
  const section: SignatureSection = record.signature === null ? { kind: "none" } : readSignature(record.signature);
  const as = (verdict: Checked["verdict"], reason: Reason, by: PublicKey | null = null): Checked => ({
    verdict,
    reason,
    key: by,
    payload,
  });
  if (section.kind === "none") return as("unsigned", "noSignature");
  if (section.kind === "unknown")
    return as("cannot be checked", section.what === "section" ? "signatureSection" : section.what);
  if (key === null) return as("no key", "noKeyGiven");
  const by = readPublicKey(key, section.curve);
  if (by === null) return as("cannot be checked", "unreadableKey");
  if (by.curve !== section.curve) return as("invalid", "otherCurve", by);
  if (!isSignatureOf(record.payload, section.bytes, by)) return as("invalid", "otherSignature", by);
  return as("rightlySigned", "signed", by);
}

function told({ verdict, reason, key, payload }: Checked, records: readonly Payload[]): Verified {
  const { begin, end, faults } = billedReadings(records);
  const energy = begin?.energyWh && end?.energyWh ? minus(end.energyWh, begin.energyWh) : null;
  const energyWh = energy === null || isNegative(energy) ? null : rounded(energy);
  const known = {
    keyId: key?.id ?? null,
    page: payload?.page ? `${payload.page.letter}${payload.page.number}` : null,
    startedAt: begin?.time?.at ?? null,
    endedAt: end?.time?.at ?? null,
    energyWh,
  };
  if (verdict !== "rightlySigned") return { verdict, reasons: [reason], ...known };
  const why: Reason[] = payload === null ? ["unreadablePayload"] : faults;
  if (why.length === 0) return { verdict: "valid", reasons: [reason], ...known };
  return { verdict: "valid, not for billing", reasons: why, ...known };
}

/** A record as it was received; nothing of its sections is changed. */
export interface OcmfRecord {
  /** All of it, without the white space around it: what official software is given. */
  text: string;
  /** From "{" to "}": exactly what is signed. */
  payload: string;
  /** Null: there is no third section. */
  signature: string | null;
}

const head = /OCMF\s*\|/g;

/**
 * The records of a text: one, or several back to back (OCMF 1.4.1, "Basic structure": neither section may hold a "|", so that the
 * next record's head is found by it). Null stands for a part that is no record.
 */
export function splitRecords(given: string): (OcmfRecord | null)[] {
  const text = given.replace(/^\uFEFF/, "");
  const heads = [...text.matchAll(head)];
  const [first] = heads;
  if (first === undefined) return [null];
  const records = heads.map(({ index, 0: found }, at): OcmfRecord | null => {
    const end = heads[at + 1]?.index ?? text.length;
    return readRecord(text.slice(index, end).trim(), found.length);
  });
  return text.slice(0, first.index).trim() === "" ? records : [null, ...records];
}

function readRecord(text: string, headLength: number): OcmfRecord | null {
  const divider = text.indexOf("|", headLength);
  const payload = text.slice(headLength, divider < 0 ? text.length : divider).trim();
  if (!payload.startsWith("{") || !payload.endsWith("}")) return null;
  const signature = divider < 0 ? "" : text.slice(divider + 1).trim();
  return { text, payload, signature: signature === "" ? null : signature };
}

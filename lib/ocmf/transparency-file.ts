/** A record, and the key of its meter. */
interface SignedValue {
  /** As it was received. */
  record: string;
  /** As it was handed on; null: none is known, and the software asks for it. */
  publicKey: string | null;
}

const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
const escapedXml = (text: string) => text.replace(/[&<>\r]/g, (found) => escapes[found] ?? found);

/** A PEM is text. */
function encodingOf(key: string): "hex" | "base64" | "plain" {
  if (/^[\s0-9a-f]+$/i.test(key)) return "hex";
  return /^[\sA-Za-z0-9+/]+[\s=]*$/.test(key) ? "base64" : "plain";
}

const keyPart = (key: string) => `<publicKey encoding="${encodingOf(key)}">${escapedXml(key)}</publicKey>`;

function valuePart({ record, publicKey }: SignedValue, index: number): string {
  const context = index === 0 ? "Transaction.Begin" : "Transaction.End";
  const signed = `<signedData format="OCMF" encoding="plain">${escapedXml(record)}</signedData>`;
  const key = publicKey === null ? "" : keyPart(publicKey);
  return `<value transactionId="1" context="${context}">${signed}${key}</value>`;
}

/**
 * The XML that official transparency software opens (SAFE-eV, transparenzsoftware). An XML parser reads records and keys out of it
 * exactly as they were given. A record without a signature is of no use to that software. Its `transactionId` must be a number and
 * only tells the file's sessions apart.
 * @param values of one session, in their order: a record that tells it from begin to end, or one of its begin and one of its end
 */
export const transparencyFile = (values: readonly SignedValue[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<values>${values.map(valuePart).join("")}</values>\n`;

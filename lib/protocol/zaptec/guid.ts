const dashed = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const plain = /^[0-9a-f]{32}$/i;
const base64Url = /^[A-Za-z0-9_-]{22}$/;

/** A GUID in lower case with dashes; null: it is none. */
export function normaliseGuid(text: string): string | null {
  if (dashed.test(text)) return text.toLowerCase();
  return plain.test(text) ? withDashes(text.toLowerCase()) : null;
}

/**
 * The GUID in 22 characters of base64url in .NET byte order: the first 4 bytes reversed, the next 2 and 2 likewise, the
 * last 8 as they are. Null: it is none.
 */
export function guidFromBase64Url(text: string): string | null {
  if (!base64Url.test(text)) return null;
  const bytes = Buffer.from(text, "base64url");
  if (bytes.length !== 16) return null;
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return withDashes(bytes.toString("hex"));
}

function withDashes(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

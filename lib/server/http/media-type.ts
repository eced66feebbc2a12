import { Refusal } from "../../contract/refusal";

const parameter = /;\s*charset\s*=\s*"?([^\s;"]*)"?/gi;

/**
 * The media type of a request's body, in lower case, "" where none is named.
 * @throws Refusal `unsupportedMediaType` for a charset other than UTF-8: read as UTF-8 it would be another text.
 */
export function mediaTypeOf(headers: Headers): string {
  const header = headers.get("content-type") ?? "";
  for (const [, charset = ""] of header.matchAll(parameter))
    if (!/^utf-?8$/i.test(charset)) throw new Refusal("unsupportedMediaType", { detail: "The charset must be utf-8." });
  return (header.split(";")[0] ?? "").trim().toLowerCase();
}

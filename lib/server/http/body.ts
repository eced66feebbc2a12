import type { ZodType } from "zod";
import { Refusal } from "../../contract/refusal";
import { mediaTypeOf } from "./media-type";

const usualBytes = 16 * 1024;

/** The body as text. @throws Refusal `badRequest` where it is longer, usually than 16 KB; TypeError where it is no UTF-8. */
export async function textOf(request: Request, mostBytes = usualBytes): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes)
      throw new Refusal("badRequest", { detail: `The body is longer than ${mostBytes / 1024} KB.` });
    chunks.push(chunk);
  }
  // Read to its end first: half of a body that was cloned cannot be let go of alone.
  return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
}

/**
 * The JSON body of a request, checked against `shape`. What is not named as JSON in UTF-8 is an `unsupportedMediaType`, anything
 * else a `badRequest` that names the place.
 */
export async function readBody<T>(request: Request, shape: ZodType<T>, mostBytes = usualBytes): Promise<T> {
  if (mediaTypeOf(request.headers) !== "application/json")
    throw new Refusal("unsupportedMediaType", { detail: "The body must be application/json." });
  let value: unknown;
  try {
    value = JSON.parse(await textOf(request, mostBytes));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal("badRequest", { detail: "The body is not JSON." });
  }
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Refusal("badRequest", {
    detail: `${issue?.path.join(".") || "body"}: ${issue?.message ?? "not as expected"}`,
  });
}

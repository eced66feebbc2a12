import { z } from "zod";
import { Refusal } from "../../contract/refusal";
import { readBody, textOf } from "../http/body";
import { mediaTypeOf } from "../http/media-type";

const mostBytes = 16 * 1024;
const form = "application/x-www-form-urlencoded";
// What the library takes from a body and expects to be text.
const text = z.string().optional();
const fields = z.looseObject({
  csrfToken: text,
  callbackUrl: text,
  json: z.union([z.string(), z.boolean()]).optional(),
});

/**
 * Looks at a POST's body before the library reads it: that reads it whole, whoever sends it, and makes an error of the server's
 * of what is no form and no JSON object. Every browser says how long its body is.
 */
export async function checkAuthBody(request: Request): Promise<void> {
  const { method, headers } = request;
  if (method !== "POST") return;
  if (!(Number(headers.get("content-length") ?? Number.NaN) <= mostBytes))
    throw new Refusal("badRequest", { detail: "The body must say its length, at most 16 KB." });
  const type = mediaTypeOf(headers);
  if (type === form) {
    await textOf(request.clone()).catch((error: unknown) => {
      if (error instanceof TypeError) throw new Refusal("badRequest", { detail: "The body is not UTF-8." });
      throw error;
    });
  } else if (type === "application/json") await readBody(request.clone(), fields);
  else if (type !== "" || Number(headers.get("content-length")) > 0)
    throw new Refusal("unsupportedMediaType", { detail: `The body must be ${form} or application/json.` });
}

import type { z } from "zod";
import { type Refusal, refusalIn } from "./send-command";

export type Asked<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const unreachable: Refusal = { code: "unreachable", rule: null, by: null };

/** A refusal as an error, for queries. */
export class RefusalError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = "RefusalError";
  }
}

/** Reads from the dashboard's API. @throws RefusalError with the API's own code. */
export async function get<T>(path: string, shape: z.ZodType<T>, signal?: AbortSignal): Promise<T> {
  let answer: Response;
  try {
    answer = await fetch(path, { signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new RefusalError(unreachable);
  }
  if (!answer.ok) throw new RefusalError(await refusalIn(answer));
  const read = shape.safeParse(await answer.json().catch(() => null));
  if (!read.success) throw new RefusalError({ code: "internal", rule: null, by: null });
  return read.data;
}

/** Sends a change to the dashboard's API, which answers with nothing. */
export async function change(method: "PUT" | "POST", path: string, body: object): Promise<Asked<null>> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  } catch {
    // No answer at all: the person is told so; what became of it is shown by the stream.
    return { ok: false, refusal: unreachable };
  }
  return answer.ok ? { ok: true, value: null } : { ok: false, refusal: await refusalIn(answer) };
}

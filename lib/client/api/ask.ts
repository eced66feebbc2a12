import type { z } from "zod";
import { plainRefusal, type Refusal, refusalIn } from "./send-command";

export type Asked<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const unreachable = plainRefusal("unreachable");

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
  if (!read.success) throw new RefusalError(plainRefusal("internal"));
  return read.data;
}

type Method = "PUT" | "POST" | "PATCH" | "DELETE";

async function send(method: Method, path: string, body: object | null): Promise<Response | null> {
  try {
    return await fetch(path, {
      method,
      ...(body === null ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
  } catch {
    // No answer at all: the person is told so; what became of it is shown by the stream.
    return null;
  }
}

/** Sends a change to the dashboard's API; what it answers beyond yes or no is not needed. */
export async function change(method: Method, path: string, body: object | null = null): Promise<Asked<null>> {
  const answer = await send(method, path, body);
  if (answer === null) return { ok: false, refusal: unreachable };
  return answer.ok ? { ok: true, value: null } : { ok: false, refusal: await refusalIn(answer) };
}

/** Has the dashboard's API make something, and reads what it answers. */
export async function make<T>(path: string, body: object, shape: z.ZodType<T>): Promise<Asked<T>> {
  const answer = await send("POST", path, body);
  if (answer === null) return { ok: false, refusal: unreachable };
  if (!answer.ok) return { ok: false, refusal: await refusalIn(answer) };
  const read = shape.safeParse(await answer.json().catch(() => null));
  return read.success ? { ok: true, value: read.data } : { ok: false, refusal: plainRefusal("internal") };
}

import type * as z from "zod/mini";
import { bodyOf } from "./body";
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

/**
 * Which of the known answers it must be. Their shapes, and the library that reads by them, come with the first answer: what a
 * page shows at first is told by the stream.
 */
type Expected<T> = (shapes: typeof import("./api-shapes")) => z.ZodMiniType<T>;

type Method = "PUT" | "POST" | "PATCH" | "DELETE";

const sent = (method: Method, body: object | null): RequestInit => ({
  method,
  ...(body === null ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
});

async function answerTo<T>(path: string, init: RequestInit, expected: Expected<T>): Promise<T> {
  let answer: Response;
  let shapes: typeof import("./api-shapes");
  try {
    [answer, shapes] = await Promise.all([fetch(path, init), import("./api-shapes")]);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new RefusalError(unreachable);
  }
  if (!answer.ok) throw new RefusalError(await refusalIn(answer));
  const read = expected(shapes).safeParse(await bodyOf(answer));
  if (!read.success) throw new RefusalError(plainRefusal("internal"));
  return read.data;
}

/** Reads from the dashboard's API. @throws RefusalError with the API's own code. */
export const get = <T>(path: string, expected: Expected<T>, signal: AbortSignal | null = null): Promise<T> =>
  answerTo(path, { signal }, expected);

/** Asks the dashboard's API something that changes nothing, with a body. @throws RefusalError with the API's own code. */
export const ask = <T>(path: string, body: object, expected: Expected<T>, signal: AbortSignal): Promise<T> =>
  answerTo(path, { ...sent("POST", body), signal }, expected);

/** Sends a change to the dashboard's API; what it answers beyond yes or no is not needed. */
export async function change(method: Method, path: string, body: object | null = null): Promise<Asked<null>> {
  // No answer at all: the person is told so; what became of it is shown by the stream.
  const answer = await fetch(path, sent(method, body)).catch(() => null);
  if (answer === null) return { ok: false, refusal: unreachable };
  return answer.ok ? { ok: true, value: null } : { ok: false, refusal: await refusalIn(answer) };
}

/** Has the dashboard's API make something, and reads what it answers. */
export async function make<T>(path: string, body: object, expected: Expected<T>): Promise<Asked<T>> {
  try {
    return { ok: true, value: await answerTo(path, sent("POST", body), expected) };
  } catch (error) {
    if (error instanceof RefusalError) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

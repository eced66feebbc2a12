import type * as z from "zod/mini";
import { bodyOf } from "./body";
import { plainRefusal, type Refusal, refusalIn } from "./send-command";

export type Asked<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** What was answered, with its version (the ETag) where it has one. */
export interface Tagged<T> {
  value: T;
  tag: string | null;
}

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

const sent = (method: Method, body: object | null, headers: Record<string, string> = {}): RequestInit => ({
  method,
  ...(body === null ? {} : { headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) }),
});

async function taggedAnswerTo<T>(path: string, init: RequestInit, expected: Expected<T>): Promise<Tagged<T>> {
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
  return { value: read.data, tag: answer.headers.get("etag") };
}

const answerTo = async <T>(path: string, init: RequestInit, expected: Expected<T>): Promise<T> =>
  (await taggedAnswerTo(path, init, expected)).value;

async function asked<T>(answer: Promise<T>): Promise<Asked<T>> {
  try {
    return { ok: true, value: await answer };
  } catch (error) {
    if (error instanceof RefusalError) return { ok: false, refusal: error.refusal };
    throw error;
  }
}

/** Reads from the dashboard's API. @throws RefusalError with the API's own code. */
export const get = <T>(path: string, expected: Expected<T>, signal: AbortSignal | null = null): Promise<T> =>
  answerTo(path, { signal }, expected);

/** The same with its version. @throws RefusalError with the API's own code. */
export const getTagged = <T>(
  path: string,
  expected: Expected<T>,
  signal: AbortSignal | null = null,
): Promise<Tagged<T>> => taggedAnswerTo(path, { signal }, expected);

/** Puts something in the place of the version that `tag` names, and reads what is there now. */
export const replace = <T>(path: string, body: object, tag: string, expected: Expected<T>): Promise<Asked<Tagged<T>>> =>
  asked(taggedAnswerTo(path, sent("PUT", body, { "if-match": tag }), expected));

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
export const make = <T>(path: string, body: object, expected: Expected<T>): Promise<Asked<T>> =>
  asked(answerTo(path, sent("POST", body), expected));

/** What an answer holds, as it came; null: no JSON. */
export const bodyOf = (answer: Response): Promise<unknown> => answer.json().catch(() => null);

const fieldOf = (body: unknown, key: string): unknown =>
  typeof body === "object" && body !== null && Object.hasOwn(body, key) ? Reflect.get(body, key) : undefined;

/** A field that is text; null: it is not there, or something else. */
export function textIn(body: unknown, key: string): string | null {
  const field = fieldOf(body, key);
  return typeof field === "string" ? field : null;
}

/** A field that is a number; null: it is not there, or something else. */
export function numberIn(body: unknown, key: string): number | null {
  const field = fieldOf(body, key);
  return typeof field === "number" ? field : null;
}

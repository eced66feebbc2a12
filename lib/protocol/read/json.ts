/** A JSON text's value; undefined: it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the only way to learn that it is not JSON; every caller reports it
  }
}

/** The height, px, that a window leaves for the list below the head of the page. A phone must hydrate each row that the server draws. */
export const firstPx = 600;

/** The rows of a list as the server draws it: from its top, as many as a window of `firstPx` shows, and `more`. */
export function firstRows(ids: readonly string[], rowPx: number, more: number) {
  return ids.slice(0, Math.ceil(firstPx / rowPx) + more).map((key, index) => ({ key, index, start: index * rowPx }));
}

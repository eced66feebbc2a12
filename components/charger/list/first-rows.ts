/** Of a window, what is left for a list below all that stands above it. What the server draws, a phone must draw again before it answers. */
export const firstPx = 600;

/** The rows of a list as the server draws it: from its top, as many as a window of `firstPx` shows, and `more`. */
export function firstRows(ids: readonly string[], rowPx: number, more: number) {
  return ids.slice(0, Math.ceil(firstPx / rowPx) + more).map((key, index) => ({ key, index, start: index * rowPx }));
}

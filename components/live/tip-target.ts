/** What a tip tells of one value. */
export interface TipLine {
  label: string;
  at: number | null;
  old: boolean;
  /** A sum; `at` is of its oldest part. */
  sum: boolean;
}

const lineOf = (element: HTMLElement): TipLine => ({
  label: element.dataset.label ?? "",
  at: element.dataset.at ? Number(element.dataset.at) : null,
  old: element.dataset.old === "1",
  sum: element.dataset.sum === "1",
});

/**
 * The values that an element stands for: its own (`data-at`), or, where it is a row's link (`data-ages`), all that are in the
 * row (`data-row`).
 */
export function tipLines(element: HTMLElement): TipLine[] {
  if (element.dataset.ages === undefined) return [lineOf(element)];
  const row = element.closest<HTMLElement>("[data-row]");
  return [...(row?.querySelectorAll<HTMLElement>("[data-at]") ?? [])].map(lineOf);
}

/** The nearest element at or above `target` that has something to tell. */
export function tipTarget(target: EventTarget | null, byFocus: boolean): HTMLElement | null {
  if (!(target instanceof Element)) return null;
  return target.closest<HTMLElement>(byFocus ? "[data-at],[data-ages]" : "[data-at]");
}

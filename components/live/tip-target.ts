/** What a tip tells of one value. */
export interface TipLine {
  label: string;
  at: number | null;
  old: boolean;
  /** A sum; `at` is of its oldest part. */
  sum: boolean;
  /** What is shown rounded, as it was worked out; null: it is shown as it is. */
  exact: string | null;
}

const lineOf = (element: HTMLElement): TipLine => ({
  label: element.dataset.label ?? "",
  at: element.dataset.at ? Number(element.dataset.at) : null,
  old: element.dataset.old === "1",
  sum: element.dataset.sum === "1",
  exact: element.dataset.exact ?? null,
});

/** A value that is pointed at or touched, or what has the focus for its whole group (`data-ages`). */
export interface TipTarget {
  element: HTMLElement;
  whole: boolean;
}

/** What is told: of one value, or of all in the group (`data-values`). */
export function tipLines({ element, whole }: TipTarget): TipLine[] {
  if (!whole) return [lineOf(element)];
  const group = element.closest<HTMLElement>("[data-values]");
  return [...(group?.querySelectorAll<HTMLElement>("[data-at]") ?? [])].map(lineOf);
}

/** As far as a finger reaches around what it is on, px. */
const reachPx = 22;

function distancePx(element: HTMLElement, x: number, y: number): number {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0));
}

/** The value that a finger means: the one it is on, else, where it is on nothing that acts, the nearest of the group in its reach. */
export function touchTarget({ target, clientX: x, clientY: y }: PointerEvent): TipTarget | null {
  const on = tipTarget(target, false);
  if (on || !(target instanceof Element) || target.closest("a,button,input,select,summary")) return on;
  const values = [...(target.closest("[data-values]")?.querySelectorAll<HTMLElement>("[data-at]") ?? [])];
  const [nearest] = values
    .map((element) => ({ element, px: distancePx(element, x, y) }))
    .filter(({ px }) => px <= reachPx)
    .sort((a, b) => a.px - b.px);
  return nearest ? { element: nearest.element, whole: false } : null;
}

/** The nearest element at or above `target` that has something to tell. */
export function tipTarget(target: EventTarget | null, byFocus: boolean): TipTarget | null {
  if (!(target instanceof Element)) return null;
  const element = target.closest<HTMLElement>(byFocus ? "[data-ages]" : "[data-at]");
  return element && { element, whole: byFocus };
}

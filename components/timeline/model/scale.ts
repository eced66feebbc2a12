const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** The next round number at or above `value`, at least `least`: where an axis ends. */
export function roundUp(value: number, least: number): number {
  const wanted = Math.max(value, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  return (steps.find((step) => step * power >= wanted) ?? 10) * power;
}

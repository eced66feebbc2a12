/** The picture is square, in pixels of its own; arrows begin in its middle. */
export const picturePx = 220;
const middle = picturePx / 2;
const headPx = 7;
const labelPx = 10;

const round = (value: number) => Math.round(value * 10) / 10;

/**
 * An arrow of `px` at an angle in degrees, 0 up and leading (positive) turning left: its tip, its head as a polygon's points, and
 * where its name stands, just past the tip.
 */
export function arrow(angle: number, px: number) {
  const turn = ((angle + 90) * Math.PI) / 180;
  const point = (along: number, aside = 0) => ({
    x: round(middle + along * Math.cos(turn) + aside * Math.sin(turn)),
    y: round(middle - along * Math.sin(turn) + aside * Math.cos(turn)),
  });
  const tip = point(px);
  const back = Math.max(0, px - headPx);
  const sides = [point(back, headPx / 2), point(back, -headPx / 2)];
  const label = point(px + labelPx);
  const head = [tip, ...sides].map(({ x, y }) => `${x},${y}`).join(" ");
  return { ...tip, head, labelX: label.x, labelY: label.y };
}

/** A value that holds for a bucket. */
export interface Held {
  at: number;
  value: number;
}

interface Frame {
  from: number;
  to: number;
  bucketMs: number;
  top: number;
}

const digits = (value: number) => Number(value.toFixed(2));

/** An SVG path in a box of 100 by 100, whose top is `top`: steps, broken where a bucket is missing. */
export function stepPath(held: readonly Held[], { from, to, bucketMs, top }: Frame): string {
  const x = (at: number) => digits(((at - from) / (to - from)) * 100);
  const y = (value: number) => digits(100 - (value / top) * 100);
  let end = Number.NaN;
  return held
    .map(({ at, value }) => {
      const move = at === end ? `V${y(value)}` : `M${x(at)} ${y(value)}`;
      end = at + bucketMs;
      return `${move}H${x(Math.min(end, to))}`;
    })
    .join("");
}

import { describe, expect, it } from "vitest";
import { arrow, picturePx } from "./arrow";

const middle = picturePx / 2;

describe("an arrow", () => {
  it("of L1 points up, of L2 right and down, of L3 left and down", () => {
    expect(arrow(0, 50)).toMatchObject({ x: middle, y: middle - 50 });
    const l2 = arrow(-120, 50);
    const l3 = arrow(120, 50);
    expect([l2.x > middle, l2.y > middle]).toEqual([true, true]);
    expect([l3.x < middle, l3.y > middle]).toEqual([true, true]);
  });

  it("has its head at its tip and its name past it", () => {
    const { x, y, head, labelX, labelY } = arrow(0, 50);
    expect(head.startsWith(`${x},${y} `)).toBe(true);
    expect(labelX).toBe(x);
    expect(labelY).toBeLessThan(y);
  });
});

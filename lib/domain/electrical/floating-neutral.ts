import type { Triple } from "../topology";

/** 400 V between lines - 10 % and + 10 % (EN 50160, 4.2.2), V. */
const leastV = 360;
const mostV = 440;

/**
 * Whether three voltages to neutral can be those of a neutral that has drifted from the middle of a three-phase grid: its three
 * lines lie at the corners of a triangle of 400 V, wherever the neutral is, and three distances from one point have a triangle of
 * one size at most two times (3 (a⁴ + b⁴ + c⁴ + s⁴) = (a² + b² + c² + s²)²). Three others come from elsewhere.
 */
export function canBeFloating(voltageV: Triple<number>): boolean {
  const squares = voltageV.map((volts) => volts ** 2);
  const sum = squares.reduce((total, each) => total + each, 0);
  const ofSquares = squares.reduce((total, each) => total + each ** 2, 0);
  // Below 0 by rounding alone: two of the distances then make up the third.
  const root = Math.sqrt(Math.max(0, 3 * sum ** 2 - 6 * ofSquares));
  return [sum + root, sum - root].some((twice) => {
    const sideV = Math.sqrt(Math.max(0, twice / 2));
    return sideV >= leastV && sideV <= mostV;
  });
}

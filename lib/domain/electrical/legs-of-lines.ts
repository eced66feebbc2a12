import type { NetworkType, Triple } from "../topology";
import { isIt } from "./phase";

/**
 * The currents of the three legs in A from those of L1, L2, L3 in A: the inverse of `lineAmps`, with power factor 1. On IT
 * the pair currents are the distances from a triangle's Fermat point to its corners, when its sides are the line currents:
 *
 *     x = (adjacent² + adjacent² - opposite² + 4K/√3) / 2S     S² = (L1² + L2² + L3²)/2 + 2√3·K     K: the triangle's area
 */
export function legsOfLines(network: NetworkType, lines: Triple<number>): Triple<number> {
  if (!isIt(network)) return lines;
  const [l1, l2, l3] = lines;
  const half = (l1 + l2 + l3) / 2;
  const area = Math.sqrt(Math.max(0, half * (half - l1) * (half - l2) * (half - l3)));
  const squares = l1 * l1 + l2 * l2 + l3 * l3;
  const sum = Math.sqrt(squares / 2 + 2 * Math.sqrt(3) * area);
  if (sum === 0) return [0, 0, 0];
  const leg = (opposite: number) =>
    Math.max(0, (squares - 2 * opposite * opposite + (4 * area) / Math.sqrt(3)) / (2 * sum));
  return [leg(l2), leg(l1), leg(l3)];
}

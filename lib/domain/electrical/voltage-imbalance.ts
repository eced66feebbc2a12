import type { Triple } from "../topology";

/** The voltage imbalance that a grid keeps to for 95 % of a week, % (EN 50160, 4.2.4). */
export const voltageImbalanceLimitPercent = 2;

/**
 * Voltage imbalance from three voltages between lines, in V: negative by positive sequence component in % (IEC 61000-4-30, 5.7.1),
 *
 *     √((1 - √(3 - 6β)) / (1 + √(3 - 6β)))   with   β = (U12⁴ + U23⁴ + U31⁴) / (U12² + U23² + U31²)²
 *
 * Null: three such voltages make no triangle, or are 0.
 */
export function voltageImbalance(voltageV: Triple<number>): number | null {
  const [a, b, c] = voltageV;
  const squares = a * a + b * b + c * c;
  if (!(squares > 0)) return null;
  const beta = (a ** 4 + b ** 4 + c ** 4) / squares ** 2;
  const under = 3 - 6 * beta;
  // Rounding alone takes three equal voltages past 1.
  const root = under < 0 ? Number.NaN : Math.min(1, Math.sqrt(under));
  return Number.isNaN(root) ? null : 100 * Math.sqrt((1 - root) / (1 + root));
}

/**
 * The voltages between lines from those to neutral, V, as L1-L3, L2-L3, L1-L2. ASSUMPTION: the voltages to neutral stand 120
 * degrees apart, since their angles are not told; what differs in angle alone is not seen.
 */
export function betweenLines([l1, l2, l3]: Triple<number>): Triple<number> {
  const of = (a: number, b: number) => Math.sqrt(a * a + b * b + a * b);
  return [of(l1, l3), of(l2, l3), of(l1, l2)];
}

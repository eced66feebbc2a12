import { itPairs } from "./phase";

/** A phasor, for tests that reckon by complex numbers what the rules reckon by formulas. */
export interface Phasor {
  re: number;
  im: number;
}

export const polar = (length: number, degrees: number): Phasor => ({
  re: length * Math.cos((degrees * Math.PI) / 180),
  im: length * Math.sin((degrees * Math.PI) / 180),
});
export const plus = (a: Phasor, b: Phasor): Phasor => ({ re: a.re + b.re, im: a.im + b.im });
export const minus = (a: Phasor, b: Phasor): Phasor => ({ re: a.re - b.re, im: a.im - b.im });
export const times = (a: Phasor, b: Phasor): Phasor => ({
  re: a.re * b.re - a.im * b.im,
  im: a.re * b.im + a.im * b.re,
});
export const length = ({ re, im }: Phasor): number => Math.hypot(re, im);
export const zero: Phasor = { re: 0, im: 0 };

/** Degrees of the voltages of L1, L2, L3 to neutral. */
export const lineDegrees = [0, -120, 120] as const;

/** The line currents of an IT grid from pair currents in A that lag their pair's voltage by degrees. */
export function itLines(pairs: readonly { leg: 0 | 1 | 2; amps: number; lag: number }[]): Phasor[] {
  const lines = [zero, zero, zero];
  for (const { leg, amps, lag } of pairs) {
    const [a, b] = itPairs[leg];
    const across = minus(polar(1, lineDegrees[a]), polar(1, lineDegrees[b]));
    const angle = (Math.atan2(across.im, across.re) * 180) / Math.PI;
    const current = polar(amps, angle - lag);
    lines[a] = plus(lines[a] ?? zero, current);
    lines[b] = minus(lines[b] ?? zero, current);
  }
  return lines;
}

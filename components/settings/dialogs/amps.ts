import type { Triple } from "../../../lib/domain/topology";

/** Most amperes that a field takes. */
const mostA = 4_000;

/** Amperes as people write them, with a point or a comma; null: no such number. */
export function readAmps(text: string, least = 0, most = mostA): number | null {
  const plain = text.trim().replace(",", ".");
  if (!/^\d{1,4}(\.\d{1,2})?$/.test(plain)) return null;
  const amps = Number(plain);
  return amps >= least && amps <= most ? amps : null;
}

/** Three fields; null: one of them holds no number of amperes. */
export function readTriple(texts: Triple<string>, most = mostA): Triple<number> | null {
  const [first, second, third] = texts.map((text) => readAmps(text, 0, most));
  return first == null || second == null || third == null ? null : [first, second, third];
}

/** Whether all three lines have the same. */
export const alike = ([first, second, third]: Triple<number>): boolean => first === second && second === third;
